"""python3 -m unittest test_dynamic_batcher, with scripts/examples on PYTHONPATH."""

import asyncio
import heapq
import selectors
import unittest

from dynamic_batcher import BatchReport, DynamicBatcher, RequestRefused


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock jumps to the next timer when nothing is ready."""

    def __init__(self):
        super().__init__(selectors.SelectSelector())
        self._virtual = 0.0

    def time(self):
        return self._virtual

    def _run_once(self):
        if not self._ready and self._scheduled:
            while self._scheduled and self._scheduled[0]._cancelled:
                timer = heapq.heappop(self._scheduled)
                timer._scheduled = False
                self._timer_cancelled_count -= 1
            if self._scheduled:
                self._virtual = max(self._virtual, self._scheduled[0]._when)
        super()._run_once()


class Bench:
    """Submits at times, runs a model that takes model_s and answers in capitals, notes what comes back and when."""

    def __init__(self, model_s=10.0, run=None, **settings):
        self.batches = []
        self.reports = []
        self.outcomes = {}
        self.model_s = model_s
        options = dict(max_batch_cost=4, max_queued=100, on_batch=self.reports.append)
        options.update(settings)
        self.batcher = DynamicBatcher(run or self.model, **options)
        self.steps = []

    async def model(self, items):
        self.batches.append(list(items))
        await asyncio.sleep(self.model_s)
        return [item.upper() for item in items]

    def at(self, when, item, **options):
        self.steps.append((when, lambda: self._submit(item, options)))

    def do(self, when, coroutine_function):
        self.steps.append((when, coroutine_function))

    async def _submit(self, item, options):
        loop = asyncio.get_running_loop()
        try:
            outcome = await self.batcher.submit(item, **options)
        except RequestRefused as error:
            outcome = error.reason
        except asyncio.CancelledError:
            outcome = "cancelled"
        except Exception as error:
            outcome = str(error)
        self.outcomes[item] = (outcome, loop.time())

    def play(self):
        async def main():
            tasks = []
            loop = asyncio.get_running_loop()
            for when, step in self.steps:
                await asyncio.sleep(when - loop.time())
                tasks.append(loop.create_task(step()))
            self.tasks = tasks
            await asyncio.gather(*tasks)

        loop = VirtualLoop()
        try:
            loop.run_until_complete(main())
        finally:
            loop.close()
        return self


class DynamicBatcherTest(unittest.TestCase):
    def test_one_timer_armed_by_the_first_request(self):
        bench = Bench(max_wait_s=20, max_batch_cost=8)
        for when, item in ((0, "a"), (5, "b"), (19, "c"), (25, "d")):
            bench.at(when, item)
        bench.play()
        self.assertEqual(bench.batches, [["a", "b", "c"], ["d"]])
        self.assertEqual(bench.outcomes, {"a": ("A", 30), "b": ("B", 30), "c": ("C", 30), "d": ("D", 55)})
        self.assertEqual([report.reason for report in bench.reports], ["timer", "timer"])

    def test_a_full_batch_goes_at_once_and_the_timer_follows_the_oldest_left(self):
        bench = Bench(max_wait_s=50, max_concurrent_batches=2)
        for when, item in enumerate("abcde"):
            bench.at(when, item)
        bench.play()
        self.assertEqual(bench.batches, [["a", "b", "c", "d"], ["e"]])
        self.assertEqual([(report.reason, report.queued_s) for report in bench.reports], [("full", 3), ("timer", 50)])

    def test_without_a_delay_what_waits_goes_when_a_slot_is_free(self):
        bench = Bench()
        for when, item in ((0, "a"), (3, "b"), (4, "c")):
            bench.at(when, item)
        bench.play()
        self.assertEqual(bench.batches, [["a"], ["b", "c"]])
        self.assertEqual(bench.outcomes["b"], ("B", 20))

    def test_loses_no_request_and_bounds_batches(self):
        running = [0, 0]

        async def run(items):
            running[0] += 1
            running[1] = max(running)
            self.assertLessEqual(len(items), 4)
            await asyncio.sleep(7)
            running[0] -= 1
            return [item.upper() for item in items]

        bench = Bench(run=run, max_concurrent_batches=2)
        for number in range(61):
            bench.at(number // 3, f"r{number}")
        bench.play()
        self.assertEqual(running[1], 2)
        self.assertEqual([bench.outcomes[f"r{n}"][0] for n in range(61)], [f"R{n}" for n in range(61)])
        self.assertEqual((bench.batcher.queued, bench.batcher.running), (0, 0))

    def test_a_failed_batch_fails_each_request(self):
        async def run(items):
            raise MemoryError("out of memory")

        bench = Bench(run=run)
        for item in "abc":
            bench.at(0, item)
        bench.play()
        self.assertEqual({outcome for outcome, _ in bench.outcomes.values()}, {"out of memory"})

    def test_halving_isolates_the_bad_item(self):
        ran = []

        async def run(items):
            ran.append("".join(items))
            if "bad" in items:
                raise ValueError("bad item")
            return [item.upper() for item in items]

        bench = Bench(run=run, split_on_error=True, max_wait_s=1)
        for item in ("a", "b", "bad", "d"):
            bench.at(0, item)
        bench.play()
        self.assertEqual({item: outcome for item, (outcome, _) in bench.outcomes.items()},
                         {"a": "A", "b": "B", "bad": "bad item", "d": "D"})
        self.assertEqual(ran, ["abbadd", "ab", "badd", "bad", "d"])
        self.assertEqual([(report.size, report.failed) for report in bench.reports], [(4, 1)])

    def test_too_few_results_fail_the_batch(self):
        async def run(items):
            return ["X"]

        bench = Bench(run=run, split_on_error=True, max_wait_s=1)
        bench.at(0, "a")
        bench.at(0, "b")
        bench.play()
        self.assertEqual({outcome for outcome, _ in bench.outcomes.values()}, {"a batch of 2 gave 1 results"})

    def test_a_bad_item_is_refused_before_it_is_queued(self):
        def validate(item):
            if item == "bad":
                raise TypeError("no image")

        bench = Bench(max_wait_s=5, validate=validate)
        bench.at(0, "a")
        bench.at(1, "bad")
        bench.play()
        self.assertEqual(bench.batches, [["a"]])
        self.assertEqual(bench.outcomes["bad"], ("no image", 1))

    def test_a_cancelled_call_leaves_the_queue_or_its_batch(self):
        bench = Bench()
        bench.at(0, "a")
        bench.at(1, "b")
        bench.at(2, "c")
        tasks = {}

        async def remember():
            pass

        original = bench._submit

        async def submit(item, options):
            tasks[item] = asyncio.current_task()
            await original(item, options)

        bench._submit = submit

        async def cancel():
            tasks["a"].cancel()
            tasks["b"].cancel()

        bench.do(4, cancel)
        bench.play()
        # nobody waited for the first batch any more: it was cancelled and its slot was free at 4
        self.assertEqual(bench.batches, [["a"], ["c"]])
        self.assertEqual(bench.outcomes, {"a": ("cancelled", 4), "b": ("cancelled", 4), "c": ("C", 14)})

    def test_what_expired_is_skipped(self):
        bench = Bench()
        bench.at(0, "a")
        bench.at(1, "b", deadline_s=5)
        bench.at(2, "c", deadline_s=50)
        bench.play()
        self.assertEqual(bench.batches, [["a"], ["c"]])
        self.assertEqual(bench.outcomes["b"], ("expired", 10))

    def test_a_full_and_an_old_queue_refuse(self):
        full = Bench(max_queued=2)
        for item in "abcd":
            full.at(0, item)
        full.play()
        self.assertEqual(full.outcomes["d"], ("queue-full", 0))
        self.assertEqual(full.outcomes["c"], ("C", 20))
        old = Bench(max_queue_age_s=6)
        for when, item in ((0, "a"), (1, "b"), (8, "c")):
            old.at(when, item)
        old.play()
        self.assertEqual(old.outcomes["c"], ("queue-old", 8))

    def test_costs_are_counted(self):
        bench = Bench(max_batch_cost=10, max_wait_s=5, max_concurrent_batches=3, cost_of=len)
        for item in ("aaaa", "bbbbbb", "cc", "d" * 10, "e" * 11):
            bench.at(0, item)
        bench.play()
        self.assertEqual(bench.batches, [["aaaa", "bbbbbb"], ["cc"], ["d" * 10]])
        self.assertEqual(bench.outcomes["e" * 11], ("too-large", 0))

    def test_only_compatible_items_share_a_batch(self):
        bench = Bench(max_wait_s=5, max_concurrent_batches=2, key_of=lambda item: item[:2])
        for when, item in enumerate(("v1a", "v2a", "v1b", "v2b")):
            bench.at(when, item)
        bench.play()
        self.assertEqual(bench.batches, [["v1a", "v1b"], ["v2a", "v2b"]])

    def test_urgent_requests_go_first(self):
        bench = Bench(max_batch_cost=2)
        for when, (item, priority) in enumerate((("a", 0), ("b", 2), ("c", 1), ("d", 1))):
            bench.at(when, item, priority=priority)
        bench.play()
        self.assertEqual(bench.batches, [["a"], ["c", "d"], ["b"]])

    def test_closing_drains_and_then_refuses(self):
        bench = Bench(max_wait_s=1000)
        bench.at(0, "a")
        bench.at(0, "b")
        bench.do(5, lambda: bench.batcher.close())
        bench.at(6, "late")
        bench.play()
        self.assertEqual(bench.outcomes, {"a": ("A", 15), "b": ("B", 15), "late": ("closed", 6)})
        self.assertEqual([report.reason for report in bench.reports], ["drain"])

    def test_closing_gives_up_after_its_grace(self):
        async def run(items):
            await asyncio.get_running_loop().create_future()

        bench = Bench(run=run)
        bench.at(0, "hangs")
        bench.at(1, "waits")
        bench.do(2, lambda: bench.batcher.close(30))
        bench.play()
        self.assertEqual(bench.outcomes, {"hangs": ("closed", 32), "waits": ("closed", 32)})

    def test_each_batch_is_reported(self):
        bench = Bench(max_wait_s=4, cost_of=len)
        bench.at(0, "a")
        bench.at(1, "bb")
        bench.play()
        self.assertEqual(bench.reports, [BatchReport(None, 2, 3, "timer", 4, 10, 0)])

    def test_bad_settings_are_refused(self):
        for settings, message in (
            ({"max_batch_cost": 0}, "max_batch_cost is 0, not at least 1"),
            ({"max_queued": 0}, "max_queued is 0, not at least 1"),
            ({"max_concurrent_batches": 0}, "max_concurrent_batches is 0, not at least 1"),
            ({"max_wait_s": -1}, "max_wait_s is -1, not at least 0"),
        ):
            with self.assertRaisesRegex(ValueError, message):
                Bench(**settings)

    def test_an_item_whose_cost_is_no_number_is_refused(self):
        bench = Bench(cost_of=lambda item: float("nan"))
        bench.at(0, "a")
        bench.play()
        self.assertEqual(bench.outcomes["a"], ("an item costs nan, which is no cost", 0))


if __name__ == "__main__":
    unittest.main()
