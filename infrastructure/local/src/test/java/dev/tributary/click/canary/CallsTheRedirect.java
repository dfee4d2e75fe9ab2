package dev.tributary.click.canary;

import dev.tributary.redirect.canary.ImportsTheMachine;

/// Breaks a rule of its room, so that a test can see the rule fire: a function never imports another.
public final class CallsTheRedirect {
    public static String name(ImportsTheMachine redirect) {
        return redirect.toString();
    }
}
