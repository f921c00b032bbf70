import { get } from './api.js';
import { byId } from './dom.js';

let settings = { services: {}, shop: null };

/** Where the services are: their addresses differ between installations. */
export async function loadSettings() {
  try {
    settings = await get('api/settings');
  } catch (unknown) {
    return;
  }
  if (settings.shop) {
    byId('shop').href = settings.shop;
    byId('shop').hidden = false;
  }
}

export const serviceUrl = (name) => settings.services?.[name];
