// Who of a merchant's members takes care of a conversation: the API has their ids, people know names.

import {api} from '../../lib/api.js';
import {code, name} from '../../lib/format.js';

/** [[id, name]] of those who may: the members, where the role may read them, else only oneself. */
export async function ownersOf(page) {
  const {kind} = page.place;
  if (kind !== 'mer') return [];
  if (page.may('members')) return (await api.all('/v1/members')).rows.map(one => [one.person_id, one.name]);
  const own = ownId(page.place);
  return own ? [[own, page.place.member.name]] : [];
}

/** One's id where one is a member; whoever acts for the merchant as one of an agency takes care of nothing. */
export function ownId({session, tenant}) {
  return session.memberships.some(one => one.tenant_id === tenant) ? session.person_id : undefined;
}

/** As text, for choices and filters. */
export function ownerText(owners, owner) {
  return owners.find(([id]) => id === owner)?.[1] ?? owner;
}

/** An older conversation has a name instead of an id. */
export function ownerName(owners, owner) {
  const known = ownerText(owners, owner);
  return known.startsWith('per_') ? code(known) : name(known);
}

/** A choice among them; who has it stays a choice, though it may be nobody whom the role may read. */
export function ownerField(owners, owner, {label, hint, nobody}) {
  const all = owner && !owners.some(([id]) => id === owner) ? [[owner, owner], ...owners] : owners;
  return {name: 'owner', label, hint, type: 'select', value: owner ?? '', options: [['', nobody], ...all]};
}
