/// A draft of terms run over the conversions of a past period: what they cost, and what they would
/// have cost. Nothing here moves money.
@NullMarked
package dev.tributary.domain.backtest;

import org.jspecify.annotations.NullMarked;
