/// What is paid beside commissions, each once: which conversions reach it, what a schedule or a person
/// decides, and what became of it on an account.
@NullMarked
package dev.tributary.domain.bonus;

import org.jspecify.annotations.NullMarked;
