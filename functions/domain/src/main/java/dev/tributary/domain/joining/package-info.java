/// How an affiliate comes into a program: what the program asks, the Agreement, and what was answered.
@NullMarked
package dev.tributary.domain.joining;

import org.jspecify.annotations.NullMarked;
