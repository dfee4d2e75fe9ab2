/// The money rules a second time, from the words of the design alone: plain BigDecimal and java.time,
/// nothing of the engine. What the two say about the same history is compared, to the cent.
@NullMarked
package dev.tributary.domain.oracle;

import org.jspecify.annotations.NullMarked;
