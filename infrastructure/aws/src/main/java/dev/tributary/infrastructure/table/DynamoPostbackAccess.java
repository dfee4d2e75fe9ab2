package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.PostbackAccess;
import dev.tributary.domain.postback.PostbackCredentials;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.Items;
import dev.tributary.infrastructure.edge.Keys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// What a postback needs to know of its program, in one request: nothing is kept from call to call,
/// so a secret that was just made works, and one that was taken back does not.
public final class DynamoPostbackAccess implements PostbackAccess {
    private final Table table;

    public DynamoPostbackAccess(Table table) {
        this.table = table;
    }

    /// @throws IllegalStateException naming a variable that is missing
    public static DynamoPostbackAccess of(Environment environment) {
        return new DynamoPostbackAccess(Table.of(environment));
    }

    @Override
    public Optional<Gate> find(ProgramId id) {
        Map<String, AttributeValue> programKey = Table.key(Keys.program(id), Keys.SOLE);
        Map<String, AttributeValue> credentialsKey = Table.key(Keys.program(id), Keys.POSTBACK);
        Optional<Program> program = Optional.empty();
        PostbackCredentials credentials = PostbackCredentials.NONE;
        for (Map<String, AttributeValue> item : read(List.of(programKey, credentialsKey))) {
            if (Table.text(item, Keys.SK).equals(Keys.SOLE)) {
                program = Optional.of(Items.program(PlainItems.plain(item)));
            } else {
                credentials = PostbackCredentialItems.credentials(PlainItems.plain(item));
            }
        }
        PostbackCredentials found = credentials;
        return program.map(known -> new Gate(id, known.currency(), known.zone(), found, known.clickParameter()));
    }

    private List<Map<String, AttributeValue>> read(List<Map<String, AttributeValue>> keys) {
        KeysAndAttributes wanted =
                KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
        BatchGetItemResponse answer =
                table.client().batchGetItem(request -> request.requestItems(Map.of(table.name(), wanted)));
        if (!answer.unprocessedKeys().isEmpty()) {
            // Two small items are left out under throttling only; half of them is no answer.
            throw new UnavailableException("table", new IllegalStateException("items were left unread"));
        }
        return answer.responses().getOrDefault(table.name(), List.of());
    }
}
