// The kinds of channels that the API knows. Their words are in messages of `affiliate`.

export const CHANNELS = ['website', 'instagram', 'youtube', 'tiktok', 'newsletter', 'podcast', 'coupon_site', 'cashback',
  'browser_extension', 'app', 'other'];
