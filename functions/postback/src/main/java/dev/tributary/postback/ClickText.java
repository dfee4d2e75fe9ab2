package dev.tributary.postback;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpCall.Parameter;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.List;
import java.util.Optional;

/// Where a shop keeps the click_id of a landing page: under a name in the order, or in the address that its
/// visitor came to.
///
/// @param parameter of the program's landing pages
record ClickText(ProgramId program, String parameter) {
    private static final String OURS = "click_id";
    /// What links of affiliates are called where no click_id was given: one may stand there all the same.
    private static final List<String> ALSO = List.of("ref", "via");

    /// Whether a shop's own field of that name holds the click_id.
    boolean names(String field) {
        return field.equals(OURS)
                || field.equals(parameter)
                || field.equals("_" + OURS)
                || field.equals("_" + parameter);
    }

    static ClickText of(Gate gate) {
        return new ClickText(gate.program(), gate.clickParameter());
    }

    /// Of an address, whole or from its path on. Anybody writes anything there, and an order must not be lost
    /// by it: only what looks like a click_id of this program is one.
    Optional<String> of(String address) {
        int question = address.indexOf('?');
        if (question < 0) {
            return Optional.empty();
        }
        String query = address.substring(question + 1).split("#", 2)[0];
        Optional<String> named = value(query, List.of(OURS, parameter));
        return named.isPresent() ? named : value(query, ALSO);
    }

    private Optional<String> value(String query, List<String> names) {
        for (String pair : query.split("&")) {
            List<Parameter> one;
            try {
                one = HttpCall.query(pair);
            } catch (HttpRefusal malformed) {
                continue;
            }
            Optional<String> value = one.stream()
                    .filter(parameter -> names.contains(parameter.name()))
                    .map(Parameter::value)
                    .filter(this::isOurs)
                    .findFirst();
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    private boolean isOurs(String text) {
        return ClickTokens.read(text)
                .filter(click -> click.program().equals(program))
                .isPresent();
    }
}
