/// Who takes part: merchants, who own programs, and affiliates, who promote them. Names only so
/// far; what identifies a person is kept elsewhere.
@NullMarked
package dev.tributary.domain.party;

import org.jspecify.annotations.NullMarked;
