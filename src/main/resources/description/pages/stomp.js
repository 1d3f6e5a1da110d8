// Shows the AsyncAPI document: every destination with what goes over it. Text goes into the page as text, never as markup.
const place = document.getElementById('document');

/** An element with attributes and children. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** What stands between back-ticks is code. */
function prose(text) {
  return (text ?? '').split('`').map((part, index) => (index % 2 === 1 ? make('code', {}, part) : part));
}

function follow(whole, node) {
  const reference = node?.$ref;
  if (!reference) return node;
  return reference
    .slice(2)
    .split('/')
    .reduce((at, key) => at?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], whole);
}

const nameOf = (reference) => reference.slice(reference.lastIndexOf('/') + 1);
const anchor = (name) => `schema-${name}`;

/** The type of a schema in a few words, with a link where it has a name of its own. */
function typeOf(schema) {
  if (schema.$ref) return [make('a', { href: `#${anchor(nameOf(schema.$ref))}` }, nameOf(schema.$ref))];
  if (schema.const !== undefined) return [make('code', {}, JSON.stringify(schema.const))];
  if (schema.enum)
    return schema.enum.flatMap((value, index) => [index > 0 ? ' | ' : '', make('code', {}, String(value))]);
  if (schema.type === 'array') return ['list of ', ...typeOf(schema.items ?? {})];
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (alternatives) return alternatives.flatMap((one, index) => [index > 0 ? ' or ' : '', ...typeOf(one)]);
  if (schema.properties) return ['{ ', Object.keys(schema.properties).join(', '), ' }'];
  return [[schema.type ?? 'any JSON', schema.format].flat().filter(Boolean).join(', ')];
}

function limits(schema) {
  const range = (low, high) => [
    low === undefined ? null : `≥ ${low}`,
    high === undefined ? null : `≤ ${high}`,
  ];
  const all = [
    ...range(schema.minimum, schema.maximum),
    schema.exclusiveMinimum === undefined ? null : `> ${schema.exclusiveMinimum}`,
    ...range(schema.minLength, schema.maxLength).map((limit) => limit && `length ${limit}`),
    ...range(schema.minItems, schema.maxItems).map((limit) => limit && `${limit} items`),
  ];
  return all.filter(Boolean).join(', ');
}

/** The fields of an object as a table; what an object without a name has is shown below its field. */
function fields(schema, path = '') {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const inner = field.type === 'array' ? (field.items ?? {}) : field;
    const parts = [inner, ...(inner.oneOf ?? [])].filter((part) => part.properties);
    const about = [field.description, limits(field)].filter(Boolean).join('. ');
    return [
      make(
        'tr',
        {},
        make(
          'th',
          { scope: 'row' },
          make('code', {}, path + name),
          required.has(name) ? null : make('span', { class: 'optional' }, '?'),
        ),
        make('td', {}, ...typeOf(field)),
        make('td', {}, ...prose(about)),
      ),
      ...parts.flatMap((part) => fields(part, `${path}${name}${field.type === 'array' ? '[].' : '.'}`)),
    ];
  });
}

function table(schema) {
  const rows = fields(schema);
  if (rows.length === 0)
    return make(
      'p',
      { class: 'muted' },
      schema.enum ? '' : 'An empty object.',
      ...(schema.enum ? typeOf(schema) : []),
    );
  return make(
    'div',
    { class: 'wide', tabindex: '0', role: 'group', 'aria-label': 'Fields' },
    make('table', {}, make('tbody', {}, ...rows)),
  );
}

function messageOf(whole, reference) {
  const name = nameOf(reference.$ref);
  const message = follow(whole, reference);
  const schema = follow(whole, message.payload);
  return make(
    'details',
    { class: 'message' },
    make(
      'summary',
      {},
      make('code', {}, name),
      ' ',
      make('span', { class: 'muted' }, ...prose(message.summary)),
    ),
    schema.description ? make('p', {}, ...prose(schema.description)) : null,
    table(schema),
  );
}

const groups = [
  {
    id: 'send',
    title: 'SEND',
    lead: 'What a client sends.',
    has: (channel, action) => action === 'receive',
  },
  {
    id: 'ask',
    title: 'SUBSCRIBE, answered once',
    lead: 'What a client asks for.',
    has: (channel, action) => action === 'send' && channel.address.startsWith('/app/'),
  },
  {
    id: 'follow',
    title: 'SUBSCRIBE, and listen',
    lead: 'What comes by itself.',
    has: (channel, action) => action === 'send' && !channel.address.startsWith('/app/'),
  },
];

function channelOf(whole, id, channel) {
  const parameters = Object.entries(channel.parameters ?? {});
  return make(
    'article',
    { id },
    make('h3', {}, make('code', {}, channel.address), make('span', {}, channel.title)),
    channel.description ? make('p', {}, ...prose(channel.description)) : null,
    parameters.length > 0
      ? make(
          'p',
          { class: 'muted' },
          ...parameters.flatMap(([name, { description }], index) => [
            index > 0 ? '; ' : '',
            make('code', {}, name),
            ': ',
            ...prose(description),
          ]),
        )
      : null,
    ...Object.values(channel.messages).map((message) => messageOf(whole, message)),
  );
}

function render(whole) {
  const actions = new Map(
    Object.values(whole.operations).map((operation) => [nameOf(operation.channel.$ref), operation.action]),
  );
  const sections = groups.map(({ id, title, lead, has }) =>
    make(
      'section',
      { id, 'aria-labelledby': `${id}-title` },
      make('h2', { id: `${id}-title` }, title),
      make('p', { class: 'muted' }, lead),
      ...Object.entries(whole.channels)
        .filter(([key, channel]) => has(channel, actions.get(key)))
        .map(([key, channel]) => channelOf(whole, key, channel)),
    ),
  );
  const proofs = Object.entries(whole.components.securitySchemes).map(([name, { description }]) =>
    make('li', {}, make('strong', {}, name), ': ', ...prose(description)),
  );
  const servers = Object.values(whole.servers).map(({ pathname, description }) =>
    make('li', {}, make('code', {}, pathname), ` ${description}`),
  );
  const schemas = Object.entries(whole.components.schemas)
    .filter(([, schema]) => schema.properties || schema.enum)
    .filter(([name]) => !(name in whole.components.messages))
    .map(([name, schema]) =>
      make('article', { id: anchor(name) }, make('h3', {}, make('code', {}, name)), table(schema)),
    );
  place.replaceChildren(
    make('h1', {}, whole.info.title),
    make('p', {}, ...prose(whole.info.description)),
    make('ul', {}, ...servers),
    make('h2', {}, 'Who you are'),
    make('ul', {}, ...proofs),
    ...sections,
    make('section', { id: 'shapes' }, make('h2', {}, 'Shapes'), ...schemas),
  );
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}

fetch('/api/asyncapi.json')
  .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
  .then(render)
  .catch(() =>
    place.replaceChildren(
      make('p', { class: 'note', role: 'alert' }, 'The description did not come. Load the page again.'),
    ),
  );
