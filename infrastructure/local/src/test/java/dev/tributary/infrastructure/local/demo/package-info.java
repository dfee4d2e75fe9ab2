/// Tests of the demo.
@NullMarked
package dev.tributary.infrastructure.local.demo;

import org.jspecify.annotations.NullMarked;
