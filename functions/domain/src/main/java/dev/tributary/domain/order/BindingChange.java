package dev.tributary.domain.order;

import dev.tributary.domain.attribution.Binding;
import dev.tributary.domain.attribution.BindingKey;

/// A binding after a conversion made or used it, and the version at which it was read; 0 when there was
/// none.
public record BindingChange(BindingKey key, Binding binding, long read) {}
