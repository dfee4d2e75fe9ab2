package dev.tributary.domain.order;

import dev.tributary.domain.attribution.Binding;
import dev.tributary.domain.attribution.BindingKey;
import java.time.Instant;
import java.util.Optional;

/// A binding after a conversion made or used it.
///
/// @param read the version at which it was read; 0 when there was none
/// @param until when the item may go; empty where the binding has no end
public record BindingChange(BindingKey key, Binding binding, long read, Optional<Instant> until) {}
