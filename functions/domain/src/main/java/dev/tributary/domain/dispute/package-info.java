/// What an affiliate claims about a commission that is missing, wrong or declined, and how the merchant rules on it.
/// A ruling is a decision about money: it is recorded here, and posted by whoever writes the ledger.
@NullMarked
package dev.tributary.domain.dispute;

import org.jspecify.annotations.NullMarked;
