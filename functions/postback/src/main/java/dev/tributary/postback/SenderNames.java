package dev.tributary.postback;

import java.util.Map;
import java.util.function.UnaryOperator;

/// What a sender calls our fields: by the whole path, else by its first name, so that `items[3].amount` is
/// `line_items[3].amount` where `items` are `line_items`. A field without a name of the sender's keeps ours.
final class SenderNames {
    private SenderNames() {}

    static UnaryOperator<String> of(Map<String, String> names) {
        return path -> {
            int end = 0;
            while (end < path.length() && path.charAt(end) != '[' && path.charAt(end) != '.') {
                end++;
            }
            String first = path.substring(0, end);
            return names.getOrDefault(path, names.getOrDefault(first, first) + path.substring(end));
        };
    }
}
