/// What a conversion earns a second time, from the words of the design alone: plain BigDecimal and
/// java.time. Only `EngineEarning` touches the engine's types.
@NullMarked
package dev.tributary.domain.oracle.earning;

import org.jspecify.annotations.NullMarked;
