import { GapError } from './errors.js';
import { StreamVersions } from './stream-versions.js';

const event = (version: number, stream = 'activity-1') => ({ id: `e${version}`, stream, version });

describe('The versions of streams', () => {
  it('admit each event once', () => {
    const versions = new StreamVersions();
    expect([1, 2, 2, 1, 3, 3].map((version) => versions.admit(event(version), 1))).toEqual([
      true,
      true,
      false,
      false,
      true,
      false,
    ]);
    expect(versions.drain(0)).toEqual([{ stream: 'activity-1', version: 3 }]);
  });

  it('refuse a gap, and stay where they were', () => {
    const versions = new StreamVersions();
    versions.hold(['activity-1'], [{ stream: 'activity-1', version: 4 }]);
    expect(() => versions.admit(event(6), 1)).toThrow(new GapError(event(6), 4));
    expect(versions.admit(event(5), 1)).toBe(true);
    expect(() => versions.admit(event(2, 'activity-2'), 1)).toThrow('activity-2: got event 2 after 0');
  });

  it('know in which batch a stream began, if they saw it begin', () => {
    const versions = new StreamVersions();
    versions.hold(['activity-1', 'activity-2'], [{ stream: 'activity-2', version: 1 }]);
    versions.admit(event(1), 7);
    versions.admit(event(2), 8);
    versions.admit(event(2, 'activity-2'), 8);
    expect(['activity-1', 'activity-2', 'activity-3'].map((stream) => versions.begun(stream))).toEqual([7, 0, 0]);
  });

  it('hand over what has changed, the longest quiet first', () => {
    const versions = new StreamVersions();
    versions.hold(['activity-0'], [{ stream: 'activity-0', version: 3 }]);
    versions.admit(event(1, 'activity-1'), 1);
    versions.admit(event(1, 'activity-2'), 1);
    versions.admit(event(2, 'activity-1'), 1);
    expect(versions.drain(1)).toEqual([{ stream: 'activity-2', version: 1 }]);
    expect(versions.missing(['activity-0', 'activity-1', 'activity-2'])).toEqual(['activity-0', 'activity-2']);
  });
});
