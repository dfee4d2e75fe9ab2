package dev.tributary.infrastructure.local.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rules of "DynamoDB item sizes and formats", a row each; every attribute is named `a` (1 byte).
class ItemSizeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"S": ""}                              | 1
        {"S": "abc"}                           | 4
        {"S": "ß€"}                            | 6
        {"N": "7"}                             | 3
        {"N": "12"}                            | 3
        {"N": "123"}                           | 4
        {"N": "-123"}                          | 4
        {"N": "12300000"}                      | 4
        {"N": "0.00123"}                       | 4
        {"N": "1.5E+20"}                       | 3
        {"B": "YWJj"}                          | 4
        {"B": "YWI="}                          | 3
        {"B": "YQ=="}                          | 2
        {"BOOL": true}                         | 2
        {"NULL": true}                         | 2
        {"SS": ["ab", "c"]}                    | 4
        {"NS": ["1", "123"]}                   | 6
        {"L": []}                              | 4
        {"L": [{"S": "ab"}, {"BOOL": true}]}   | 9
        {"M": {"k": {"S": "v"}}}               | 7
        {"M": {"k": {"L": [{"N": "1"}]}}}      | 12
        """)
    void sizeOfAnAttribute(String value, int bytes) {
        byte[] item = ("{\"a\":" + value + "}").getBytes(StandardCharsets.UTF_8);
        assertThat(ItemSize.of(Json.object(item))).isEqualTo(bytes);
    }

    @Test
    void anUnknownType_isAnError() {
        byte[] item = "{\"a\":{\"X\":1}}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ItemSize.of(Json.object(item))).hasMessageContaining("unknown type X");
    }
}
