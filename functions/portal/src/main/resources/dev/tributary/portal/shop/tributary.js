// On a shop's pages: keeps the click_id, hands it on, reports orders. docs/integrations/script.md says how.
// It is served without these lines and without indents, in less than 3 KB.
(() => {
  const doc = document, tag = doc.currentScript, old = window.tributary || {};
  if (old.convert) return;
  const {program, parameter: name = 'click_id', days = 30, consent, checkout = '', links = 'via ref fpr fp_ref aff'}
    = tag.dataset;
  const host = new URL(tag.src).origin, query = new URLSearchParams(location.search);
  // A code is short; a click_id of ours is not, and other networks' are.
  const word = (text, least = 1) => RegExp(`^[\\w.-]{${least},120}$`).test(text || '') ? text : '';
  // In a frame nobody has come by a link.
  const landed = (key, least) => top === self ? word(query.get(key), least) : '';
  let came = landed(name, 99), id, said = {granted: '1', denied: '0'}[consent] || '';
  // Any refusal wins; of gdpr_consent only 1 and a TCF v2 string with purpose 1 are none.
  const never = navigator.globalPrivacyControl
    || /[?&](consent=0|gdpr_consent=(?!1?(&|$)|C.{24}[I-PYZa-fo-v4-9_-]))/.test(location.search);

  const keep = () => {
    if (never) said = '0';
    id = came;
    // A sandbox, and a browser without cookies, may throw.
    try {
      if (!came && said !== '0') id = word((RegExp(`(^|; )${name}=([^;]*)`).exec(doc.cookie) || [])[2], 99);
      else if (said) doc.cookie = `${name}=${came};path=/;secure;samesite=lax;max-age=${said * days * 86400}`;
    } catch (e) {}
  };

  // Who came by `?via=anna` has no click yet. Then the address reads as after a link, and is not asked for again.
  const ask = async () => {
    const link = !came && links.split(' ').find(key => landed(key));
    if (!link) return;
    const asked = new URLSearchParams({as: 'json', referrer: doc.referrer, consent: said});
    query.forEach((value, key) => /^(sub[1-5]|source|\w+clid)$/.test(key) && asked.append(key, value));
    came = word((await (await fetch(`${host}/r/${landed(link)}?${asked}`)).json()).click_id, 99);
    keep();
    history.replaceState(history.state, '',
      location.href.replace(RegExp(`([?&])${link}=[^&#]*`), `$1${name}=${came}`));
  };

  const on = (type, act) => doc.addEventListener(type, event => { try { act(event); } catch (e) {} }, true);
  const isCheckout = url => checkout.split(' ').some(one => url.origin === 'https://' + one);
  // Before a link is followed or its menu opens.
  ['pointerdown', 'click'].forEach(type => on(type, event => {
    const link = event.target.closest('a[href]'), url = new URL(link.href);
    if (id && isCheckout(url)) {
      url.searchParams.set(name, id);
      link.href = url;
    }
  }));
  const field = Object.assign(doc.createElement('input'), {type: 'hidden', name});
  on('submit', event => {
    field.remove();
    const form = event.target, by = event.submitter || form;
    const url = new URL(by.getAttribute('formaction') || form.getAttribute('action') || '', location);
    // By GET the id would stand in an address of the shop, which people share; there the cookie has it.
    if (id && (isCheckout(url) || url.origin === location.origin && (by.formMethod || form.method) === 'post')) {
      field.value = id;
      form.append(field);
    }
  });

  const api = window.tributary = {
    clickId: () => id,
    consent: given => {
      said = given === true ? '1' : '0';
      keep();
    },
    convert: order => ready.then(() => {
      const call = new URLSearchParams({click_id: id});
      'order_id amount currency event coupon'.split(' ').forEach(key => order[key] != null && call.append(key, order[key]));
      return id
        ? fetch(`${host}/pixel/${program}.gif?${call}`, {keepalive: true}).then(answer => answer.ok) : false;
    }).catch(() => false),
    q: {push: ([what, value]) => api[what] && api[what](value)},
  };
  keep();
  const ready = new Promise(go => doc.prerendering ? on('prerenderingchange', go) : go()).then(ask).catch(() => {});
  (old.q || []).forEach(api.q.push);
})();
