// Shows the OpenAPI document and tries its requests, as whoever is signed in here. A request that changes something then
// needs the CSRF token; with a token of one's own ("Authorize") it does not.
const safe = ['GET', 'HEAD'];

/** The header and the token that go with the cookie; asked for anew each time, for signing in and out changes it. */
async function csrf() {
  const answer = await fetch('/api/session', { credentials: 'same-origin' });
  const { csrf: proof } = await answer.json();
  return proof;
}

SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#document',
  presets: [SwaggerUIBundle.presets.apis],
  layout: 'BaseLayout',
  validatorUrl: null,
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  filter: true,
  tryItOutEnabled: false,
  requestInterceptor: async (request) => {
    const method = (request.method ?? 'GET').toUpperCase();
    if (!safe.includes(method) && !request.headers?.Authorization) {
      const proof = await csrf();
      request.headers = { ...request.headers, [proof.header]: proof.token };
    }
    return request;
  },
});
