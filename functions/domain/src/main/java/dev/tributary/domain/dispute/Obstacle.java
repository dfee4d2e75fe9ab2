package dev.tributary.domain.dispute;

import java.util.Locale;

/// Why a claim cannot be accepted at the amount of the terms: there is none that could be computed, or nobody but a
/// person may say it. What is named here tells of orders, so an affiliate does not read it while the dispute stands.
public enum Obstacle {
    /// It is not there, or it is not said which one it is.
    NO_ORDER,
    /// It waits for its clicks or for a rate, and is decided then; or it is another affiliate's, and is pending or in
    /// its hold: what is paid beside that would stay paid when it is taken back.
    NOT_DECIDED,
    /// The affiliate is credited with it by now.
    ALREADY_CREDITED,
    /// Another affiliate is: only a person pays one order to a second one.
    CREDITED_TO_ANOTHER,
    /// It is a test, was rejected, or the terms pay nothing for it.
    NOTHING_TO_PAY,
    /// Nothing of it was taken back, or it is back already.
    NOTHING_TAKEN,
    /// The affiliate was given something for it by another ruling.
    ALREADY_RULED,
    /// The terms say why nobody is paid for it, or a refund has taken it: only a person may say otherwise.
    REFUSED_BY_TERMS,
    /// The terms gave what they give: only a person can say another amount.
    AMOUNT_NEEDED,
    /// What the terms counted in its time is kept no more.
    TOO_OLD,
    BANNED,
    NOT_ENROLLED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
