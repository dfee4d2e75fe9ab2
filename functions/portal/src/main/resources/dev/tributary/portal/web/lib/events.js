// What a webhook or a postback URL can be told of.

const KINDS = {
  conversion: ['accepted'], commission: ['accrued', 'updated', 'reversed', 'restored', 'released'], adjustment: ['posted'],
  bonus: ['awarded', 'reversed'], flat_fee: ['posted'], payout: ['paid', 'returned'], payout_method: ['changed'],
  enrollment: ['invited', 'applied', 'approved', 'rejected'], dispute: ['opened', 'escalated', 'ruled'],
  member: ['changed', 'removed'], webhook: ['disabled'],
};
const OF_EARNING = ['conversion', 'commission', 'adjustment', 'bonus', 'flat_fee', 'payout'];

/** `commission.accrued` and the others, in the order of the forms. */
export const EVENTS = of(Object.keys(KINDS));

/** What a network that tracks an affiliate's own buying can use. */
export const EARNING_EVENTS = of(OF_EARNING);

function of(kinds) {
  return kinds.flatMap(about => KINDS[about].map(what => `${about}.${what}`));
}
