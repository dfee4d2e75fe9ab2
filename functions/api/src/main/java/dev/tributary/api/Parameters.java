package dev.tributary.api;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.listing.StatedFilters;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.HttpRefusal.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The query of a call. A resource takes what it knows, notes what is wrong with it, and then calls
/// `check`, which refuses all faults together, parameters that nobody took among them.
final class Parameters {
    static final int DEFAULT_LIMIT = 20;
    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";
    private static final String PROGRAM = "program_id";
    private final StatedFilters given;

    private Parameters(StatedFilters given) {
        this.given = given;
    }

    static Parameters of(HttpCall call) {
        Map<String, String> values = new TreeMap<>();
        Set<String> repeated = new TreeSet<>();
        for (HttpCall.Parameter parameter : call.query()) {
            if (values.putIfAbsent(parameter.name(), parameter.value()) != null) {
                repeated.add(parameter.name());
            }
        }
        Parameters parameters = new Parameters(new StatedFilters(values));
        repeated.forEach(name -> parameters.fault(name, "repeated", "is given more than once"));
        return parameters;
    }

    /// What a list and its exports take their filters from.
    StatedFilters stated() {
        return given;
    }

    /// A parameter's value as `read` sees it; noted as malformed where it sees none.
    <T> Optional<T> take(String name, Function<String, Optional<T>> read) {
        return given.take(name, read);
    }

    /// The program that something is listed by.
    /// @param why said to whoever names none
    Optional<ProgramId> program(String why) {
        return given.required(PROGRAM, ProgramId::parse, why);
    }

    boolean has(String name) {
        return given.has(name);
    }

    int limit(int most) {
        return take(LIMIT, text -> text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty())
                .filter(limit -> {
                    boolean within = limit >= 1 && limit <= most;
                    if (!within) {
                        fault(LIMIT, "out_of_range", "is not within 1 and " + most);
                    }
                    return within;
                })
                .orElse(Math.min(DEFAULT_LIMIT, most));
    }

    void fault(String name, String code, String detail) {
        given.fault(name, code, detail);
    }

    /// What a cursor belongs to: every filter of this call; not the limit, nor what is shown beside ids, which may
    /// change from page to page.
    String filters() {
        Map<String, String> filters = new TreeMap<>(given.given());
        filters.remove(LIMIT);
        filters.remove(CURSOR);
        filters.remove(Expansions.EXPAND);
        // No name or value holds a line feed: calls with control characters are refused.
        return filters.entrySet().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    /// @throws HttpRefusal 400 when anything was wrong
    void check() {
        List<Fault> faults = given.faults().stream()
                .map(fault -> new Fault(fault.name(), fault.code(), fault.detail()))
                .toList();
        if (!faults.isEmpty()) {
            throw HttpRefusal.of(400, "invalid_parameter", "The query has parameters that cannot be used.")
                    .because(faults);
        }
    }
}
