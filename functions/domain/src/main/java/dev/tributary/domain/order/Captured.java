package dev.tributary.domain.order;

import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.RuleFacts;
import java.util.Optional;

/// By what a share was paid: the version of the terms, the facts its rules were asked with, and the
/// enrollment's own pay where it has one. An update computes again with the same.
public record Captured(Share share, int termsVersion, RuleFacts facts, Optional<Pay> override) {}
