package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.joining.Application;
import dev.tributary.domain.joining.PendingApplication;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.party.ChannelKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What a link applies with, among the attributes of the link: both expire together.
final class PendingItems {
    private static final String PROGRAM = "program";
    private static final String FORM = "form";
    private static final String NAME = "name";
    private static final String LANGUAGE = "language";
    private static final String ANSWERS = "answers";
    private static final String AGREEMENT = "agreement";
    private static final String CHANNELS = "channels";
    private static final String KIND = "kind";
    private static final String ID = "id";
    private static final String QUESTION = "question";
    private static final String ANSWER = "answer";

    private PendingItems() {}

    static Map<String, Object> of(PendingApplication pending) {
        Map<String, Object> item = new HashMap<>();
        item.put(PROGRAM, pending.program().toString());
        item.put(FORM, pending.form());
        item.put(NAME, pending.name());
        item.put(LANGUAGE, pending.language().code());
        item.put(
                ANSWERS,
                pending.answers().stream()
                        .map(one -> Map.of(ID, one.questionId(), QUESTION, one.question(), ANSWER, one.answer()))
                        .toList());
        if (!pending.channels().isEmpty()) {
            item.put(
                    CHANNELS,
                    pending.channels().stream()
                            .map(one -> Map.of(KIND, one.kind().text(), NAME, one.name()))
                            .toList());
        }
        pending.agreement().ifPresent(version -> item.put(AGREEMENT, (long) version));
        return item;
    }

    static Optional<PendingApplication> of(Map<String, Object> item) {
        if (!item.containsKey(PROGRAM)) {
            return Optional.empty();
        }
        return Optional.of(new PendingApplication(
                ProgramId.of((String) ItemStore.required(item, PROGRAM)),
                (Long) ItemStore.required(item, FORM),
                (String) ItemStore.required(item, NAME),
                Language.of((String) ItemStore.required(item, LANGUAGE)).orElse(Language.ENGLISH),
                ((List<?>) ItemStore.required(item, ANSWERS))
                        .stream().map(PendingItems::answer).toList(),
                Optional.ofNullable((Long) item.get(AGREEMENT)).map(Math::toIntExact),
                ((List<?>) Objects.requireNonNullElse(item.get(CHANNELS), List.of()))
                        .stream().map(PendingItems::channel).toList()));
    }

    @SuppressWarnings("unchecked")
    private static PendingApplication.Place channel(Object value) {
        Map<String, Object> one = (Map<String, Object>) value;
        return new PendingApplication.Place(
                ChannelKind.parse((String) ItemStore.required(one, KIND)).orElseThrow(),
                (String) ItemStore.required(one, NAME));
    }

    @SuppressWarnings("unchecked")
    private static Application.Answer answer(Object value) {
        Map<String, Object> one = (Map<String, Object>) value;
        return new Application.Answer(
                (String) ItemStore.required(one, ID), (String) ItemStore.required(one, QUESTION), (String)
                        ItemStore.required(one, ANSWER));
    }
}
