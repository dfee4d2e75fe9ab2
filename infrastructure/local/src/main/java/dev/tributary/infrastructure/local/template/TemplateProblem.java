package dev.tributary.infrastructure.local.template;

/// The template says something that the machine cannot serve; the message is one line and begins
/// with the place: `template.yaml:42: !FindInMap is not known to the local machine`.
public final class TemplateProblem extends RuntimeException {
    TemplateProblem(String message) {
        super(message);
    }
}
