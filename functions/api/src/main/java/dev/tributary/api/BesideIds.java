package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import java.util.Optional;

/// Writes what it is given, and says of each `affiliate_id`, `program_id` and so on what it holds, wherever in the
/// thing it stands: whoever listens may write beside it, into the generator below, of which nothing is said.
final class BesideIds extends JsonGeneratorDelegate {
    private final Listener listener;
    private Optional<Noun> field = Optional.empty();

    @FunctionalInterface
    interface Listener {
        /// @param id empty where it is null
        void wrote(Noun noun, Optional<String> id) throws IOException;
    }

    BesideIds(JsonGenerator below, Listener listener) {
        super(below, false);
        this.listener = listener;
    }

    @Override
    public void writeFieldName(String name) throws IOException {
        super.writeFieldName(name);
        field = Noun.ofField(name);
    }

    @Override
    public void writeString(String text) throws IOException {
        super.writeString(text);
        tell(Optional.of(text));
    }

    @Override
    public void writeNull() throws IOException {
        super.writeNull();
        tell(Optional.empty());
    }

    private void tell(Optional<String> id) throws IOException {
        Optional<Noun> noun = field;
        field = Optional.empty();
        if (noun.isPresent()) {
            listener.wrote(noun.get(), id);
        }
    }
}
