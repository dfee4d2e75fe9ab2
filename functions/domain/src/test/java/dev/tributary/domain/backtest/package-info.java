@NullMarked
package dev.tributary.domain.backtest;

import org.jspecify.annotations.NullMarked;
