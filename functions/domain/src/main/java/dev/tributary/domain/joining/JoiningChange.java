package dev.tributary.domain.joining;

import dev.tributary.domain.stored.Versioned;

/// What a call changes of how affiliates come into a program; as a `Change`, new or as it was read.
public sealed interface JoiningChange {
    record NewForm(ApplicationForm form) implements JoiningChange {}

    record ChangedForm(Versioned<ApplicationForm> form) implements JoiningChange {}

    /// No change of its own: what was answered and accepted holds only while this is what is asked.
    /// @param version 0 when nothing was
    record SameForm(ApplicationForm form, long version) implements JoiningChange {}

    record NewAgreement(Agreement agreement) implements JoiningChange {}

    record NewApplication(Application application) implements JoiningChange {}
}
