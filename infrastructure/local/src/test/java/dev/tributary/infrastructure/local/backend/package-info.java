/// What stands in for AWS, against the same suites and the rules that AWS states.
@NullMarked
package dev.tributary.infrastructure.local.backend;

import org.jspecify.annotations.NullMarked;
