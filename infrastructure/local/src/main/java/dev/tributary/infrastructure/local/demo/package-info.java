/// `tributary demo`: the whole life of a program in one go, over the front door as anybody outside
/// would live it. It asserts nothing by itself: what is left in the table is judged by the checker.
@NullMarked
package dev.tributary.infrastructure.local.demo;

import org.jspecify.annotations.NullMarked;
