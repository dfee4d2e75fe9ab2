// The script and the image for the shop's pages, and a signed call in four languages, whole, to be copied: Standard Webhooks 1.0,
// which signs id, time and body.

const BODY = '{"event":"sale","order_id":"A-1001","amount":"126.00","currency":"CURRENCY","click_id":"CLICK_ID"}';

const CURL = `SECRET='whsec_...'
BODY='${BODY}'
ID="$(openssl rand -hex 16)"
NOW="$(date +%s)"
KEY="$(printf %s "\${SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')"
SIGNATURE="$(printf '%s.%s.%s' "$ID" "$NOW" "$BODY" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | openssl base64 -A)"

curl 'ADDRESS' \\
  -H 'content-type: application/json' \\
  -H "webhook-id: $ID" \\
  -H "webhook-timestamp: $NOW" \\
  -H "webhook-signature: v1,$SIGNATURE" \\
  --data-binary "$BODY"
`;

const PHP = `<?php
$secret = base64_decode(substr(getenv('TRIBUTARY_SECRET'), strlen('whsec_')));
$body = json_encode([
    'event' => 'sale', 'order_id' => 'A-1001', 'amount' => '126.00', 'currency' => 'CURRENCY',
    'click_id' => $_COOKIE['CLICK_PARAMETER'] ?? null,
]);
$id = bin2hex(random_bytes(16));
$now = time();
$signature = base64_encode(hash_hmac('sha256', "$id.$now.$body", $secret, true));

$call = curl_init('ADDRESS');
curl_setopt_array($call, [
    CURLOPT_POST => true,
    CURLOPT_POSTFIELDS => $body,
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_TIMEOUT => 10,
    CURLOPT_HTTPHEADER => [
        'content-type: application/json',
        "webhook-id: $id",
        "webhook-timestamp: $now",
        "webhook-signature: v1,$signature",
    ],
]);
$receipt = curl_exec($call);
$status = curl_getinfo($call, CURLINFO_RESPONSE_CODE); // 202 or 200; after 503 or no answer send it again
`;

const NODE = `import {createHmac, randomUUID} from 'node:crypto';

const secret = Buffer.from(process.env.TRIBUTARY_SECRET.slice('whsec_'.length), 'base64');
const body = JSON.stringify({
  event: 'sale', order_id: 'A-1001', amount: '126.00', currency: 'CURRENCY', click_id: 'CLICK_ID',
});
const id = randomUUID();
const now = Math.floor(Date.now() / 1000);
const signature = createHmac('sha256', secret).update(\`\${id}.\${now}.\${body}\`).digest('base64');

const answer = await fetch('ADDRESS', {
  method: 'POST',
  headers: {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(now),
    'webhook-signature': \`v1,\${signature}\`,
  },
  body,
});
console.log(answer.status, await answer.json()); // 202 or 200; after 503 or no answer send it again
`;

const PYTHON = `import base64, hashlib, hmac, json, os, time, urllib.request, uuid

secret = base64.b64decode(os.environ["TRIBUTARY_SECRET"].removeprefix("whsec_"))
body = json.dumps({
    "event": "sale", "order_id": "A-1001", "amount": "126.00", "currency": "CURRENCY", "click_id": "CLICK_ID",
}).encode()
id = uuid.uuid4().hex
now = int(time.time())
signature = base64.b64encode(hmac.new(secret, f"{id}.{now}.".encode() + body, hashlib.sha256).digest()).decode()

call = urllib.request.Request("ADDRESS", data=body, headers={
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": str(now),
    "webhook-signature": f"v1,{signature}",
})
with urllib.request.urlopen(call, timeout=10) as answer:  # 202 or 200; after 503 or no answer send it again
    print(answer.status, json.load(answer))
`;

export const SNIPPETS = {curl: CURL, php: PHP, node: NODE, python: PYTHON};

export function snippet(language, address, program) {
  return (SNIPPETS[language] ?? CURL).replaceAll('ADDRESS', address).replaceAll('CURRENCY', program.currency)
    .replaceAll('CLICK_PARAMETER', program.click_parameter);
}

/** What a page of the shop has in its head; `data-consent` is for the shop to decide. */
export function scriptTag(program) {
  const parameter = program.click_parameter === 'click_id' ? '' : ` data-parameter="${program.click_parameter}"`;
  return `<script async src="${location.origin}/tributary.js" data-program="${program.id}"${parameter} data-consent="wait"></script>`;
}

/** What the page has that thanks for an order; the shop fills in what stands in brackets. */
export function imageTag(program) {
  return `<img src="${location.origin}/pixel/${program.id}.gif?click_id=[CLICK ID]&order_id=[ORDER NUMBER]&amount=[AMOUNT]`
    + `&currency=${program.currency}" width="1" height="1" alt="">`;
}
