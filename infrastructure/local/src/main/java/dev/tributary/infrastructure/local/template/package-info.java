/// What the machine reads in template.yaml: resources with their intrinsic functions resolved.
/// What it does not know it refuses, with the line; it guesses nothing.
@NullMarked
package dev.tributary.infrastructure.local.template;

import org.jspecify.annotations.NullMarked;
