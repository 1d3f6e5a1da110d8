import { MovedBack } from './movedBack';

let movedBack: MovedBack;

beforeEach(() => {
  movedBack = new MovedBack();
  movedBack.heard('7', 5);
});

test('a cursor that stays or goes forward was not moved back', () => {
  movedBack.heard('7', 5);
  movedBack.heard('7', 6);
  expect(movedBack.has('7')).toBe(false);
});

test('one that went back was, until somebody comes back to the room', () => {
  movedBack.heard('7', 2);
  movedBack.heard('7', 2);
  expect([movedBack.has('7'), movedBack.has('8')]).toEqual([true, false]);
  movedBack.comeBack('7');
  movedBack.heard('7', 2);
  expect(movedBack.has('7')).toBe(false);
});

test('or until all that had been read is read again elsewhere', () => {
  movedBack.heard('7', 2);
  movedBack.heard('7', 1);
  movedBack.heard('7', 4);
  expect(movedBack.has('7')).toBe(true);
  movedBack.heard('7', 5);
  expect(movedBack.has('7')).toBe(false);
});

test('what was read a moment before it was marked counts, though the server told of the mark alone', () => {
  movedBack.wrote('7', 8);
  movedBack.heard('7', 6);
  expect(movedBack.has('7')).toBe(true);
  movedBack.wrote('7', 3);
  movedBack.heard('7', 8);
  expect(movedBack.has('7')).toBe(false);
});

test('whoever joins again, or finds another epoch, begins anew', () => {
  movedBack.forget('7');
  movedBack.heard('7', 2);
  expect(movedBack.has('7')).toBe(false);
  movedBack.forgetAll();
  movedBack.heard('7', 1);
  expect(movedBack.has('7')).toBe(false);
});
