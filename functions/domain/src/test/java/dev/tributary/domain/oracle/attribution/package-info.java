/// Who is credited a second time, from the words of the design alone: plain numbers and java.time. Only
/// `EngineCredit` touches the engine's types.
@NullMarked
package dev.tributary.domain.oracle.attribution;

import org.jspecify.annotations.NullMarked;
