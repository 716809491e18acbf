"""A dynamic batcher for asyncio, with Python's standard library alone (3.9 or later).

Each request owns a future that is settled once, by whatever takes it out of the queue; one timer, armed for the oldest
request, serves all; slots bound the batches at once. The twin of dynamic-batcher.ts.
"""

from __future__ import annotations

import asyncio
import math
from dataclasses import dataclass, field
from typing import Any, Awaitable, Callable, Dict, List, Optional, Sequence


class RequestRefused(Exception):
    """Why a request was not run: 'queue-full', 'queue-old', 'closed', 'too-large' or 'expired'."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True)
class BatchReport:
    """What happened to one batch, for metrics and logs. The reason is 'full', 'timer', 'idle' or 'drain'."""

    key: Any
    size: int
    cost: float
    reason: str
    queued_s: float
    ran_s: float
    failed: int


@dataclass(eq=False)
class _Pending:
    item: Any
    key: Any
    cost: float
    priority: float
    arrived: float
    expires: float
    future: asyncio.Future


@dataclass
class _Lane:
    """Requests of one key in the order of arrival, and what they cost together."""

    waiting: Dict[_Pending, None] = field(default_factory=dict)
    cost: float = 0.0


class DynamicBatcher:
    """Joins single requests to batches.

    run: a coroutine function from a list of items to as many results, in their order; it is cancelled when nobody waits
        for any of them any more.
    max_batch_cost: the most that the items of one batch may cost together; with the cost of 1 each, their number.
    max_wait_s: how long the oldest request may wait for company; 0 sends at once whatever waits when a slot is free.
    max_queued: requests that wait; more are refused.
    max_concurrent_batches: what the device can hold, 1 for one model on one GPU.
    max_queue_age_s: refuse while the oldest request has waited longer: it would be late anyway.
    cost_of: tokens, pixels, nodes: what memory and time follow.
    key_of: only items of one key share a batch: model version, shape bucket, sampling parameters.
    validate: raises on an item that would fail a batch, before it is queued.
    split_on_error: runs a failed batch again in halves, so that one bad item fails alone.
    on_batch: called with a BatchReport after each batch.
    """

    def __init__(
        self,
        run: Callable[[List[Any]], Awaitable[Sequence[Any]]],
        *,
        max_batch_cost: float,
        max_queued: int,
        max_wait_s: float = 0.0,
        max_concurrent_batches: int = 1,
        max_queue_age_s: float = math.inf,
        cost_of: Callable[[Any], float] = lambda item: 1,
        key_of: Callable[[Any], Any] = lambda item: None,
        validate: Optional[Callable[[Any], None]] = None,
        split_on_error: bool = False,
        on_batch: Optional[Callable[[BatchReport], None]] = None,
    ) -> None:
        for name, value in (
            ("max_batch_cost", max_batch_cost),
            ("max_queued", max_queued),
            ("max_concurrent_batches", max_concurrent_batches),
        ):
            if not value >= 1:
                raise ValueError(f"{name} is {value}, not at least 1")
        if not max_wait_s >= 0:
            raise ValueError(f"max_wait_s is {max_wait_s}, not at least 0")
        self._run = run
        self._max_batch_cost = max_batch_cost
        self._max_queued = max_queued
        self._max_wait = max_wait_s
        self._max_concurrent = max_concurrent_batches
        self._max_queue_age = max_queue_age_s
        self._cost_of = cost_of
        self._key_of = key_of
        self._validate = validate
        self._split_on_error = split_on_error
        self._on_batch = on_batch
        self._lanes: Dict[Any, _Lane] = {}
        self._queued = 0
        self._running: Dict[asyncio.Task, List[_Pending]] = {}
        self._timer: Optional[asyncio.TimerHandle] = None
        self._closed = False
        self._idle: Optional[asyncio.Future] = None

    @property
    def queued(self) -> int:
        return self._queued

    @property
    def running(self) -> int:
        return len(self._running)

    async def submit(self, item: Any, *, priority: float = 0, deadline_s: float = math.inf) -> Any:
        """The result of this one item. Raises RequestRefused or the error of its batch; smaller priorities go first.

        Cancelling the call takes the request out of the queue, or out of its running batch. A deadline keeps a
        request that waited so long from being run; asyncio.wait_for also bounds the answer.
        """
        loop = asyncio.get_running_loop()
        if self._validate is not None:
            self._validate(item)
        cost = self._cost_of(item)
        self._admit(cost, loop.time())
        now = loop.time()
        pending = _Pending(item, self._key_of(item), cost, priority, now, now + deadline_s, loop.create_future())
        lane = self._lanes.setdefault(pending.key, _Lane())
        lane.waiting[pending] = None
        lane.cost += cost
        self._queued += 1
        self._pump()
        try:
            return await pending.future
        except asyncio.CancelledError:
            self._leave(pending)
            raise

    async def close(self, grace_s: float = math.inf) -> None:
        """Accepts nothing more and runs what waits; after grace_s what is not answered is refused."""
        self._closed = True
        self._pump()
        if self._queued or self._running:
            loop = asyncio.get_running_loop()
            self._idle = self._idle or loop.create_future()
            stop = None if math.isinf(grace_s) else loop.call_later(grace_s, self._refuse_all)
            await asyncio.shield(self._idle)
            if stop is not None:
                stop.cancel()

    def _admit(self, cost: float, now: float) -> None:
        if self._closed:
            raise RequestRefused("closed", "the batcher closes")
        if not cost >= 0:
            raise ValueError(f"an item costs {cost}, which is no cost")
        if cost > self._max_batch_cost:
            raise RequestRefused("too-large", f"an item costs {cost}, a batch holds {self._max_batch_cost}")
        if self._queued >= self._max_queued:
            raise RequestRefused("queue-full", f"{self._queued} requests wait")
        age = now - self._oldest_arrival()
        if age > self._max_queue_age:
            raise RequestRefused("queue-old", f"the oldest request has waited {age} s")

    def _leave(self, pending: _Pending) -> None:
        if pending in self._lanes.get(pending.key, _Lane()).waiting:
            self._remove(pending)
            self._pump()
            return
        for task, batch in self._running.items():
            if pending in batch and all(other.future.done() for other in batch):
                task.cancel()

    def _refuse_all(self) -> None:
        waiting = [pending for lane in self._lanes.values() for pending in lane.waiting]
        for pending in waiting:
            self._remove(pending)
        for pending in waiting + [pending for batch in self._running.values() for pending in batch]:
            if not pending.future.done():
                pending.future.set_exception(RequestRefused("closed", "the batcher closed before its answer"))
        for task in self._running:
            task.cancel()
        self._settle_idle()

    def _remove(self, pending: _Pending) -> None:
        lane = self._lanes[pending.key]
        del lane.waiting[pending]
        lane.cost -= pending.cost
        self._queued -= 1
        if not lane.waiting:
            del self._lanes[pending.key]

    def _oldest_arrival(self) -> float:
        """Infinity when nothing waits."""
        return min((next(iter(lane.waiting)).arrived for lane in self._lanes.values()), default=math.inf)

    def _pump(self) -> None:
        """Sends batches while there is a slot and one is due; arms the timer for the next."""
        loop = asyncio.get_running_loop()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while len(self._running) < self._max_concurrent:
            self._drop_expired(loop.time())
            due = self._due_lane(loop.time())
            if due is None:
                break
            lane, reason = due
            batch = self._take(lane)
            task = loop.create_task(self._send(batch, reason))
            self._running[task] = batch
        if self._queued and len(self._running) < self._max_concurrent:
            self._timer = loop.call_at(self._oldest_arrival() + self._max_wait, self._pump)
        if not self._queued and not self._running:
            self._settle_idle()

    def _settle_idle(self) -> None:
        if self._idle is not None and not self._idle.done():
            self._idle.set_result(None)

    def _drop_expired(self, now: float) -> None:
        expired = [p for lane in self._lanes.values() for p in lane.waiting if p.expires <= now]
        for pending in expired:
            self._remove(pending)
            if not pending.future.done():
                pending.future.set_exception(RequestRefused("expired", f"waited {now - pending.arrived} s"))

    def _due_lane(self, now: float):
        """Of the lanes that need wait no longer, the one with the most urgent request, the oldest first."""
        due = []
        for number, lane in enumerate(self._lanes.values()):
            since = next(iter(lane.waiting)).arrived
            if self._closed:
                reason = "drain"
            elif lane.cost >= self._max_batch_cost:
                reason = "full"
            elif self._max_wait == 0:
                reason = "idle"
            elif now >= since + self._max_wait:
                reason = "timer"
            else:
                continue
            due.append((min(pending.priority for pending in lane.waiting), since, number, lane, reason))
        if not due:
            return None
        *_, lane, reason = min(due, key=lambda entry: entry[:3])
        return lane, reason

    def _take(self, lane: _Lane) -> List[_Pending]:
        """The most urgent in the order of arrival, as many as one batch holds; the rest keeps its place and its age."""
        batch: List[_Pending] = []
        cost = 0.0
        for pending in sorted(lane.waiting, key=lambda p: p.priority):
            if batch and cost + pending.cost > self._max_batch_cost:
                break
            cost += pending.cost
            batch.append(pending)
            self._remove(pending)
        return batch

    async def _send(self, batch: List[_Pending], reason: str) -> None:
        loop = asyncio.get_running_loop()
        started = loop.time()
        failed = 0
        try:
            failed = await self._run_and_settle(batch)
        finally:
            for pending in batch:
                pending.future.cancel()  # nothing where it is settled: only where the run was cancelled from outside
            del self._running[asyncio.current_task()]
            self._pump()
        if self._on_batch is not None:
            self._on_batch(
                BatchReport(
                    key=batch[0].key,
                    size=len(batch),
                    cost=sum(pending.cost for pending in batch),
                    reason=reason,
                    queued_s=started - min(pending.arrived for pending in batch),
                    ran_s=loop.time() - started,
                    failed=failed,
                )
            )

    async def _run_and_settle(self, batch: List[_Pending]) -> int:
        """Settles every request of the batch and returns how many failed; raises only when cancelled."""
        live = [pending for pending in batch if not pending.future.done()]
        if not live:
            return 0
        try:
            results = await self._run([pending.item for pending in live])
        except Exception as error:
            if self._split_on_error and len(live) > 1:
                half = (len(live) + 1) // 2
                return await self._run_and_settle(live[:half]) + await self._run_and_settle(live[half:])
            return self._fail(live, error)
        if len(results) != len(live):
            return self._fail(live, ValueError(f"a batch of {len(live)} gave {len(results)} results"))
        for pending, result in zip(live, results):
            if not pending.future.done():
                pending.future.set_result(result)
        return 0

    @staticmethod
    def _fail(live: List[_Pending], error: BaseException) -> int:
        for pending in live:
            if not pending.future.done():
                pending.future.set_exception(error)
        return len(live)
