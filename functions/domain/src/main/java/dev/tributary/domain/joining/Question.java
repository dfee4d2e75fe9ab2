package dev.tributary.domain.joining;

import java.util.List;
import java.util.regex.Pattern;

/// What a program asks whoever applies: `{"id":"audience","text":"Who follows you?","choices":[]}`.
///
/// @param id by which the program knows the answer; each once in a form
/// @param choices one of which is the answer; none: the answer is free text
public record Question(String id, String text, boolean required, List<String> choices) {
    public static final int MAX_TEXT = 300;
    public static final int MAX_CHOICE = 100;
    public static final int MOST_CHOICES = 20;

    /// Of a free answer, in characters.
    public static final int MAX_ANSWER = 2_000;

    private static final Pattern ID = Pattern.compile("[a-z0-9_]{1,40}");

    public Question {
        choices = List.copyOf(choices);
        if (!isId(id)) {
            throw new IllegalArgumentException("id is not of 1 to 40 of a-z 0-9 _: " + id);
        }
        if (text.isBlank() || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("text is empty or longer than " + MAX_TEXT);
        }
        if (choices.size() == 1 || choices.size() > MOST_CHOICES) {
            throw new IllegalArgumentException("choices are not none or 2 to " + MOST_CHOICES);
        }
        if (choices.stream().distinct().count() < choices.size()) {
            throw new IllegalArgumentException("choices hold one twice");
        }
    }

    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    public boolean takes(String answer) {
        return choices.isEmpty() ? answer.length() <= MAX_ANSWER : choices.contains(answer);
    }
}
