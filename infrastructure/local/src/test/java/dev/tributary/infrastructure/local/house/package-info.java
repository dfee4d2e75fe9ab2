/// The house rules as tests: who may import whom, what each pom and each jar holds, how files look.
/// Each rule has a canary that must fire, so that none can pass by looking at nothing.
@NullMarked
package dev.tributary.infrastructure.local.house;

import org.jspecify.annotations.NullMarked;
