package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.joining.Agreement;
import dev.tributary.domain.joining.Application;
import dev.tributary.domain.joining.ApplicationForm;
import dev.tributary.domain.joining.Applications;
import dev.tributary.domain.joining.JoiningChange;
import dev.tributary.domain.joining.Question;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.JoiningKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Forms, agreements and applications in the table, in their program's partition.
/// ```
/// pk P#{program} | sk FORM | version 3 | agreement 2 | questions [{id audience, text Who follows you?, required true,
/// choices []}]
/// pk P#{program} | sk AGREEMENT#0002 | number 2 | text ... | published 2026-11-22T10:15:00Z
/// pk P#{program} | sk APPLICATION#{affiliate} | at ... | answers [{id audience, question Who follows you?, answer
/// ...}]
/// ```
public final class DynamoApplications implements Applications {
    private static final String ANSWER = "answer";
    private static final String QUESTION = "question";

    private final ItemStore items;

    public DynamoApplications(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Versioned<ApplicationForm>> form(ProgramId program) {
        return items.find(Keys.program(program), JoiningKeys.FORM, item -> form(program, item));
    }

    @Override
    public Optional<Agreement> agreement(ProgramId program, int version) {
        return items.get(Keys.program(program), JoiningKeys.agreement(version))
                .map(item ->
                        new Agreement(program, version, text(item, "text"), Instant.parse(text(item, "published"))));
    }

    @Override
    public Optional<Application> of(ProgramId program, AffiliateId affiliate) {
        return items.get(Keys.program(program), JoiningKeys.application(affiliate))
                .map(item -> new Application(
                        program,
                        affiliate,
                        Instant.parse(text(item, "at")),
                        maps(item, "answers").stream()
                                .map(one ->
                                        new Application.Answer(text(one, "id"), text(one, QUESTION), text(one, ANSWER)))
                                .toList()));
    }

    static TransactWriteItem write(ItemStore items, JoiningChange change) {
        return switch (change) {
            case JoiningChange.NewForm(var form) -> items.creation(place(form.program()), item(form));
            case JoiningChange.ChangedForm(var form) ->
                items.replacement(place(form.value().program()), item(form.value()), form.version());
            case JoiningChange.SameForm(var form, var version) -> items.check(place(form.program()), version);
            case JoiningChange.NewAgreement(var agreement) ->
                items.creation(
                        place(agreement.program(), JoiningKeys.agreement(agreement.version())),
                        Map.of(
                                "number",
                                (long) agreement.version(),
                                "text",
                                agreement.text(),
                                "published",
                                agreement.published().toString()));
            case JoiningChange.NewApplication(var application) ->
                items.creation(
                        place(application.program(), JoiningKeys.application(application.affiliate())),
                        item(application));
        };
    }

    private static ItemStore.Place place(ProgramId program) {
        return place(program, JoiningKeys.FORM);
    }

    private static ItemStore.Place place(ProgramId program, String sk) {
        return new ItemStore.Place(Keys.program(program), sk, Optional.empty());
    }

    private static Map<String, Object> item(ApplicationForm form) {
        return Map.of(
                "agreement",
                (long) form.agreement(),
                "questions",
                form.questions().stream()
                        .map(question -> Map.of(
                                "id", question.id(),
                                "text", question.text(),
                                "required", question.required(),
                                "choices", question.choices()))
                        .toList());
    }

    private static Map<String, Object> item(Application application) {
        return Map.of(
                "at",
                application.at().toString(),
                "answers",
                application.answers().stream()
                        .map(answer ->
                                Map.of("id", answer.questionId(), QUESTION, answer.question(), ANSWER, answer.answer()))
                        .toList());
    }

    private static ApplicationForm form(ProgramId program, Map<String, Object> item) {
        List<Question> questions = maps(item, "questions").stream()
                .map(one -> new Question(
                        text(one, "id"),
                        text(one, "text"),
                        (Boolean) ItemStore.required(one, "required"),
                        ((List<?>) ItemStore.required(one, "choices"))
                                .stream().map(choice -> (String) choice).toList()))
                .toList();
        return new ApplicationForm(program, questions, Math.toIntExact((Long) ItemStore.required(item, "agreement")));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Map<String, Object> item, String name) {
        return ((List<?>) ItemStore.required(item, name))
                .stream().map(one -> (Map<String, Object>) one).toList();
    }

    private static String text(Map<String, Object> item, String name) {
        return (String) ItemStore.required(item, name);
    }
}
