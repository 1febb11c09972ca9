// A stand-in for an OpenAI-compatible model, on the loopback address: chat completions and responses, whole or streamed.
// It prints its port, answers by fixed rules, and refuses with 400 and a reason what OpenAI would not understand.
//
//   node model.mjs [port]
//
// The rules, for the last thing said: a user's "fail" is answered 429; a user's "weather", where a tool get_weather is
// offered, with a call of it; a tool's result with "It is 3C in Oslo."; anything else is echoed. A token is a word of
// what was sent or answered, and a tool call is one token and those of its arguments. Every fourth input token was cached.
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';

const MAX = 4 << 20;
const ARGUMENTS = '{"city":"Oslo"}';
const id = (prefix) => prefix + randomUUID().replaceAll('-', '');
const words = (text) => text.split(/\s+/).filter(Boolean).length;
const callTokens = (args) => 1 + words(args);

class Refused extends Error {}
const check = (good, reason) => {
  if (!good) throw new Refused(reason);
};
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value) => typeof value === 'string' && value !== '';

// The text of a message's content, which is a string or a list of text parts.
function textOf(content, where) {
  if (typeof content === 'string') return content;
  check(Array.isArray(content), `${where}.content is neither a string nor a list`);
  return content
    .map((part, n) => {
      check(isObject(part), `${where}.content[${n}] is not an object`);
      check(['text', 'input_text', 'output_text'].includes(part.type), `${where}.content[${n}].type is ${part.type}`);
      check(typeof part.text === 'string', `${where}.content[${n}].text is not a string`);
      return part.text;
    })
    .join(' ');
}

const isJson = (text) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

// What was said, in one form for both interfaces: who, text, and how many tokens that is.
function readChat(body) {
  check(Array.isArray(body.messages) && body.messages.length, 'messages is not a list with something in it');
  const open = new Set();
  return body.messages.map((message, n) => {
    const where = `messages[${n}]`;
    check(isObject(message), `${where} is not an object`);
    const { role, content, tool_calls: calls } = message;
    check(['system', 'developer', 'user', 'assistant', 'tool'].includes(role), `${where}.role is ${role}`);
    let tokens = 0;
    if (calls !== undefined) {
      check(role === 'assistant' && Array.isArray(calls) && calls.length, `${where}.tool_calls cannot be there`);
      for (const call of calls) {
        check(isText(call?.id) && call.type === 'function', `${where}.tool_calls: a call without id or type`);
        check(
          isText(call.function?.name) && isJson(call.function.arguments),
          `${where}.tool_calls: not a function call`,
        );
        open.add(call.id);
        tokens += callTokens(call.function.arguments);
      }
    }
    if (role === 'tool') {
      check(
        open.delete(message.tool_call_id),
        `${where}.tool_call_id ${message.tool_call_id} answers no call before it`,
      );
    } else if (calls === undefined) {
      check(open.size === 0, `${where} comes before the answer to the tool call ${[...open][0]}`);
    }
    const text = calls !== undefined && (content ?? null) === null ? '' : textOf(content, where);
    return { role, text, tokens: tokens + words(text) };
  });
}

function readResponses(body) {
  const said = [];
  const add = (role, text, tokens = words(text)) => said.push({ role, text, tokens });
  if (body.instructions !== undefined && body.instructions !== null) {
    check(typeof body.instructions === 'string', 'instructions is not a string');
    add('system', body.instructions);
  }
  const { conversation, previous_response_id: previous } = body;
  const remembered = (conversation ?? previous ?? null) !== null;
  check(!conversation || !previous, 'conversation and previous_response_id exclude each other');
  if (conversation) check(isText(conversation) || isText(conversation.id), 'conversation is neither an id nor {id}');
  if (previous) check(/^resp_/.test(previous), 'previous_response_id is not the id of a response');
  if (typeof body.input === 'string') {
    add('user', body.input);
    return said;
  }
  check(Array.isArray(body.input) && body.input.length, 'input is neither a string nor a list with something in it');
  const open = new Set();
  body.input.forEach((item, n) => {
    const where = `input[${n}]`;
    check(isObject(item), `${where} is not an object`);
    if (item.type === 'function_call') {
      check(isText(item.call_id) && isText(item.name) && isJson(item.arguments), `${where} is not a function call`);
      open.add(item.call_id);
      add('assistant', '', callTokens(item.arguments));
    } else if (item.type === 'function_call_output') {
      check(open.delete(item.call_id) || remembered, `${where}.call_id ${item.call_id} answers no call before it`);
      add('tool', textOf(item.output, where));
    } else if (item.type === 'item_reference') {
      check(isText(item.id), `${where}.id is not there`);
    } else {
      check([undefined, 'message'].includes(item.type), `${where}.type is ${item.type}`);
      check(['system', 'developer', 'user', 'assistant'].includes(item.role), `${where}.role is ${item.role}`);
      add(item.role, textOf(item.content, where));
    }
  });
  return said;
}

// Whether the tool get_weather is offered. Chat wraps a function in `function`; responses do not.
function offersWeather(tools, wrapped) {
  if (tools === undefined || tools === null) return false;
  check(Array.isArray(tools), 'tools is not a list');
  const offered = tools.map((tool, n) => {
    check(tool?.type === 'function', `tools[${n}].type is ${tool?.type}`);
    const it = wrapped ? tool.function : tool;
    check(isText(it?.name), `tools[${n}] has no name`);
    check(isObject(it.parameters), `tools[${n}] has no parameters`);
    return it;
  });
  const weather = offered.find(({ name }) => name === 'get_weather');
  if (weather) check(isObject(weather.parameters.properties?.city), 'get_weather does not take a city');
  return weather !== undefined;
}

// The answer: {text} or {call}, with what it costs.
function answer(said, weather) {
  const last = said.findLast(({ role }) => role === 'user' || role === 'tool');
  check(last, 'nobody said anything');
  const input = said.reduce((sum, { tokens }) => sum + tokens, 0);
  if (last.role === 'user' && /\bfail\b/.test(last.text)) return { failed: true };
  if (last.role === 'user' && weather && /weather/i.test(last.text)) {
    return { call: id('call_'), input, output: callTokens(ARGUMENTS) };
  }
  const text = last.role === 'tool' ? 'It is 3C in Oslo.' : `Echo: ${last.text}`;
  return { text, input, output: words(text) };
}

const modelOf = (asked) => (asked === 'gpt-4o' ? 'gpt-4o-2024-08-06' : asked);
const pieces = (text) => text.match(/\s*\S+/g) ?? [];
const cached = (input) => Math.floor(input / 4);

function chat(body, { text, call, input, output }) {
  const common = { id: id('chatcmpl-'), created: Math.floor(Date.now() / 1000), model: modelOf(body.model) };
  const usage = {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cached(input), audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
  };
  const finish_reason = call ? 'tool_calls' : 'stop';
  const tool = call && { id: call, type: 'function', function: { name: 'get_weather', arguments: ARGUMENTS } };
  if (!body.stream) {
    const message = { role: 'assistant', content: text ?? null, refusal: null, annotations: [] };
    if (tool) message.tool_calls = [tool];
    const choices = [{ index: 0, message, logprobs: null, finish_reason }];
    return { ...common, object: 'chat.completion', choices, usage };
  }
  const withUsage = body.stream_options?.include_usage === true;
  const chunk = (delta, finish_reason = null) => ({
    ...common,
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, logprobs: null, finish_reason }],
    ...(withUsage && { usage: null }),
  });
  const first = { role: 'assistant', content: tool ? null : '', refusal: null };
  if (tool) first.tool_calls = [{ index: 0, ...tool, function: { name: 'get_weather', arguments: '' } }];
  const chunks = [chunk(first)];
  if (tool) chunks.push(chunk({ tool_calls: [{ index: 0, function: { arguments: ARGUMENTS } }] }));
  else chunks.push(...pieces(text).map((content) => chunk({ content })));
  chunks.push(chunk({}, finish_reason));
  if (withUsage) chunks.push({ ...common, object: 'chat.completion.chunk', choices: [], usage });
  return [...chunks.map((data) => ({ data })), { data: '[DONE]' }];
}

function responses(body, { text, call, input, output }) {
  const item = call
    ? { type: 'function_call', id: id('fc_'), call_id: call, name: 'get_weather', arguments: ARGUMENTS }
    : { type: 'message', id: id('msg_'), role: 'assistant', content: [{ type: 'output_text', text, annotations: [] }] };
  item.status = 'completed';
  const { conversation } = body;
  const whole = {
    id: id('resp_'),
    object: 'response',
    created_at: Math.floor(Date.now() / 1000),
    status: 'completed',
    error: null,
    incomplete_details: null,
    instructions: body.instructions ?? null,
    metadata: body.metadata ?? {},
    model: modelOf(body.model),
    output: [item],
    parallel_tool_calls: true,
    previous_response_id: body.previous_response_id ?? null,
    temperature: 1,
    tool_choice: body.tool_choice ?? 'auto',
    tools: body.tools ?? [],
    top_p: 1,
    ...(conversation && { conversation: isText(conversation) ? { id: conversation } : { id: conversation.id } }),
    usage: {
      input_tokens: input,
      input_tokens_details: { cached_tokens: cached(input) },
      output_tokens: output,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: input + output,
    },
  };
  if (!body.stream) return whole;
  const begun = { ...whole, status: 'in_progress', output: [], usage: null };
  const at = { item_id: item.id, output_index: 0 };
  const events = [
    ['response.created', { response: begun }],
    ['response.in_progress', { response: begun }],
  ];
  const added = (value) => events.push(['response.output_item.added', { output_index: 0, item: value }]);
  if (call) {
    added({ ...item, arguments: '', status: 'in_progress' });
    events.push(['response.function_call_arguments.delta', { ...at, delta: ARGUMENTS }]);
    events.push(['response.function_call_arguments.done', { ...at, name: 'get_weather', arguments: ARGUMENTS }]);
  } else {
    const in_part = { ...at, content_index: 0 };
    added({ ...item, content: [], status: 'in_progress' });
    events.push(['response.content_part.added', { ...in_part, part: { ...item.content[0], text: '' } }]);
    for (const delta of pieces(text)) events.push(['response.output_text.delta', { ...in_part, delta, logprobs: [] }]);
    events.push(['response.output_text.done', { ...in_part, text, logprobs: [] }]);
    events.push(['response.content_part.done', { ...in_part, part: item.content[0] }]);
  }
  events.push(['response.output_item.done', { output_index: 0, item }]);
  events.push(['response.completed', { response: whole }]);
  return events.map(([event, data], n) => ({ event, data: { type: event, sequence_number: n, ...data } }));
}

const INTERFACES = {
  '/v1/chat/completions': { read: readChat, write: chat, wrapped: true },
  '/v1/responses': { read: readResponses, write: responses, wrapped: false },
};

async function bodyOf(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    check(size <= MAX, `the body is longer than ${MAX} bytes`);
    parts.push(part);
  }
  const text = Buffer.concat(parts).toString();
  check(isJson(text), 'the body is not JSON');
  const body = JSON.parse(text);
  check(isObject(body), 'the body is not an object');
  return body;
}

async function serve(request, response) {
  const reply = (status, value, headers = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': id('req_'), ...headers });
    response.end(JSON.stringify(value));
  };
  const refuse = (status, type, code, message, headers) =>
    reply(status, { error: { message, type, param: null, code } }, headers);
  try {
    const at = INTERFACES[new URL(request.url, 'http://model').pathname];
    if (!at || request.method !== 'POST') return refuse(404, 'invalid_request_error', null, 'There is nothing here.');
    const body = await bodyOf(request);
    check(/^Bearer \S+$/.test(request.headers.authorization ?? ''), 'Authorization is not Bearer and a key');
    check(/^application\/json/.test(request.headers['content-type'] ?? ''), 'Content-Type is not application/json');
    check(isText(body.model), 'model is not there');
    check([undefined, null, true, false].includes(body.stream), 'stream is neither true nor false');
    check(!body.stream_options || body.stream === true, 'stream_options without stream');
    const result = answer(at.read(body), offersWeather(body.tools, at.wrapped));
    if (result.failed) {
      // The clients would try again, and each try would be a call; this header tells them not to.
      const message = 'Rate limit reached for requests';
      return refuse(429, 'requests', 'rate_limit_exceeded', message, { 'x-should-retry': 'false' });
    }
    const written = at.write(body, result);
    if (!body.stream) return reply(200, written);
    response.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': id('req_') });
    for (const { event, data } of written) {
      if (event) response.write(`event: ${event}\n`);
      response.write(`data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`);
    }
    response.end();
  } catch (error) {
    if (request.destroyed) return;
    if (!(error instanceof Refused)) throw error;
    refuse(400, 'invalid_request_error', null, error.message);
  }
}

const server = createServer(serve);
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => console.log(server.address().port));
