package dev.tributary.domain.terms;

import dev.tributary.domain.language.Language;
import dev.tributary.domain.language.Phrase;
import dev.tributary.domain.terms.TermsInWords.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What changed between two versions, as sentences for those whom the terms hold for. Sentences about
/// the same thing are compared: what says the same did not change.
public final class TermsChange {
    /// Says how the rules are read, and nothing of them.
    static final String INTRODUCTION = "introduction";

    private final List<Rule> rulesBefore;
    private final List<Rule> rulesNow;
    private final TermsDocument before;
    private final TermsDocument now;
    private final Language language;

    private TermsChange(TermsDocument before, TermsDocument now, Addressee addressee, Language language) {
        this.before = before;
        this.now = now;
        this.rulesBefore = TermsInWords.rules(before, addressee);
        this.rulesNow = TermsInWords.rules(now, addressee);
        this.language = language;
    }

    public static List<String> between(
            TermsDocument before, TermsDocument now, Addressee addressee, Language language) {
        return new TermsChange(before, now, addressee, language)
                .sentences(
                        TermsInWords.statements(before, addressee, language),
                        TermsInWords.statements(now, addressee, language));
    }

    static String ofRule(RuleId id) {
        return "rule " + id;
    }

    private List<String> sentences(List<Statement> was, List<Statement> is) {
        Map<String, String> old = byTopic(was);
        Map<String, String> current = byTopic(is);
        List<String> sentences = new ArrayList<>();
        current.forEach((topic, text) -> {
            String earlier = old.get(topic);
            if (earlier == null) {
                sentences.add(language.say(Phrase.ADDED, text));
            } else if (!earlier.equals(text)) {
                sentences.add(newPay(topic).orElseGet(() -> language.say(Phrase.CHANGED, text, earlier)));
            }
        });
        old.forEach((topic, text) -> {
            if (!current.containsKey(topic)) {
                sentences.add(language.say(Phrase.REMOVED, text));
            }
        });
        reordered().ifPresent(sentences::add);
        return List.copyOf(sentences);
    }

    private static Map<String, String> byTopic(List<Statement> statements) {
        return statements.stream()
                .filter(statement -> !statement.topic().equals(INTRODUCTION))
                .collect(
                        Collectors.toMap(Statement::topic, Statement::text, (one, other) -> other, LinkedHashMap::new));
    }

    /// Of a rule whose pay is all that changed.
    private Optional<String> newPay(String topic) {
        Optional<Rule> old = find(rulesBefore, topic);
        return find(rulesNow, topic)
                .filter(rule -> old.filter(earlier -> earlier.conditions().equals(rule.conditions()))
                        .isPresent())
                .map(rule -> language.say(
                        Phrase.RULE_PAYS_NOW,
                        rule.id().text(),
                        PayInWords.of(rule.pay(), now.minimumPayout().currency(), language),
                        PayInWords.of(
                                old.orElseThrow().pay(), before.minimumPayout().currency(), language)));
    }

    private static Optional<Rule> find(List<Rule> rules, String topic) {
        return rules.stream().filter(rule -> ofRule(rule.id()).equals(topic)).findFirst();
    }

    /// Which rule comes first decides which one pays.
    private Optional<String> reordered() {
        List<String> was = ids(rulesBefore);
        List<String> is = ids(rulesNow);
        List<String> common = is.stream().filter(was::contains).toList();
        return was.stream().filter(is::contains).toList().equals(common)
                ? Optional.empty()
                : Optional.of(language.say(Phrase.RULES_REORDERED, language.list(is)));
    }

    private static List<String> ids(List<Rule> rules) {
        return rules.stream().map(rule -> rule.id().text()).toList();
    }
}
