/// What a name of the internet resolves to. No client of any kind: whoever calls brings its own.
@NullMarked
package dev.tributary.infrastructure.web;

import org.jspecify.annotations.NullMarked;
