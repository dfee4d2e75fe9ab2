package dev.tributary.redirect.canary;

import dev.tributary.infrastructure.local.meter.TableMeter;

/// Breaks a rule of its room, so that a test can see the rule fire: nobody imports the local machine.
public final class ImportsTheMachine {
    public static void start(TableMeter meter) {
        meter.reset();
    }
}
