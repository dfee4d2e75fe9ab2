package dev.tributary.infrastructure.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BatchReplyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        not json                                                        | a b
        [                                                               | a b
        "text"                                                          | a b
        {"batchItemFailures":{}}                                        | a b
        {"batchItemFailures":["a"]}                                     | a b
        {"batchItemFailures":[{}]}                                      | a b
        {"batchItemFailures":[{"itemIdentifier":""}]}                   | a b
        {"batchItemFailures":[{"itemIdentifier":null}]}                 | a b
        {"batchItemFailures":[{"itemIdentifier":"c"}]}                  | a b
        {"batchItemFailures":[{"itemIdentifier":"a"}]} and more         | a b
        {"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"c"}]} | a b
        {"batchItemFailures":[{"itemIdentifier":"a"}]}                  | a
        {"other":[1],"batchItemFailures":[{"itemIdentifier":"b"}]}      | b
        {"batchItemFailures":[]}                                        | none
        {"batchItemFailures":null}                                      | none
        {}                                                              | none
        null                                                            | none
        ''                                                              | none
        """, quoteCharacter = '\'')
    void reply_saysWhichMessagesStay(String reply, String stay) {
        Set<String> failed = BatchReply.failed(reply.getBytes(StandardCharsets.UTF_8), Set.of("a", "b"));
        assertThat(failed).isEqualTo(stay.equals("none") ? Set.of() : Set.of(stay.split(" ")));
    }
}
