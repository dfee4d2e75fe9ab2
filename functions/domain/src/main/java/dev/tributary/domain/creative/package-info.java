/// What a program offers its affiliates to place: banners and texts, for whom, and the HTML that shows them.
@NullMarked
package dev.tributary.domain.creative;

import org.jspecify.annotations.NullMarked;
