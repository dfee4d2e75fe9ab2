/// What a merchant brings from where it was before: affiliates, links with their codes, coupons; row by row, with a
/// dry run and a report.
@NullMarked
package dev.tributary.domain.imports;

import org.jspecify.annotations.NullMarked;
