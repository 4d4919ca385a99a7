using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Notifications;
using MobileBackend.Infrastructure.Queues;

namespace MobileBackend.Infrastructure.Pushes;

/// <summary>Takes due pushes and decides what becomes of each: what may go now is returned, the rest is settled at once.</summary>
internal sealed class PushClaims(IUnitOfWork unitOfWork, PushStore store, PushChannel channel, TimeProvider time)
{
    private const string NoAddress = "no-address";

    /// <param name="count">How many to look at.</param>
    /// <param name="sendAtMost">How many of them may go.</param>
    /// <param name="leaseId">Of this claim.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<Claim<DuePush>> TakeAsync(int count, int sendAtMost, Guid leaseId, CancellationToken cancellationToken)
    {
        var claimed = await store.ClaimAsync(count, leaseId, cancellationToken);
        if (claimed.Count == 0)
        {
            return new Claim<DuePush>([], FoundAny: false);
        }

        var round = new Round(leaseId, time.GetUtcNow());
        var due = await store.LoadAsync(claimed, cancellationToken);
        var orphans = claimed.Except(due.Select(each => each.Push.Id)).ToList();
        if (orphans.Count > 0)
        {
            round.End(PushStatus.Cancelled, fault: null, orphans);
        }

        foreach (var push in due)
        {
            Decide(push, round);
        }

        await CountAsync(round, cancellationToken);
        round.Release(round.Sent.Skip(sendAtMost));
        if (round.HasEnded)
        {
            await unitOfWork.RunAsync(token => SettleAsync(round, token), cancellationToken);
        }

        return new Claim<DuePush>([.. round.Sent.Take(sendAtMost)], FoundAny: true);
    }

    private void Decide(DuePush due, Round round)
    {
        if (due.RevokedAt is not null || due.Token is null)
        {
            round.End(PushStatus.Cancelled, NoAddress, [due.Push.Id]);
        }
        else
        {
            var decision = PushRules.Decide(due.Push, due.QuietHours, due.Clock, round.Now);
            if (decision is PushDecision.Send && channel.EnterPlatform(due.Platform) is { } until)
            {
                decision = until < due.Push.ExpiresAt ? new PushDecision.Wait(until) : new PushDecision.Expire();
            }

            round.Apply(due, decision);
        }
    }

    /// <summary>One push a device and round can be counted. The others of the same person come in the next, or wait with it where the day is full.</summary>
    private async Task CountAsync(Round round, CancellationToken cancellationToken)
    {
        var people = round.ToCount.GroupBy(each => each.Due.Push.DeviceId).Select(person => person.ToList()).ToList();
        if (people.Count == 0)
        {
            return;
        }

        var allowed = await store.CountAsync([.. people.Select(person => (person[0].Due.Push, person[0].Day))], cancellationToken);
        foreach (var person in people)
        {
            if (allowed.Contains(person[0].Due.Push.Id))
            {
                round.Apply(person[0].Due, new PushDecision.Send(Day: null));
                round.Release(person.Skip(1).Select(each => each.Due));
            }
            else
            {
                person.ForEach(each => round.Apply(each.Due, PushRules.AfterCeiling(each.Due.Push, each.Due.QuietHours, each.Due.Clock, round.Now)));
            }
        }
    }

    private async Task<Result> SettleAsync(Round round, CancellationToken cancellationToken)
    {
        foreach (var ((status, fault), pushes) in round.Ended)
        {
            await store.EndAsync(pushes, status, fault, cancellationToken);
        }

        foreach (var (until, pushes) in round.Waiting)
        {
            await store.WaitAsync(pushes, until, fault: null, cancellationToken);
        }

        if (round.Released.Count > 0)
        {
            await store.ReleaseAsync(round.Released, cancellationToken);
        }

        return Result.Success;
    }

    /// <summary>What was decided on the pushes of one claim.</summary>
    private sealed class Round(Guid leaseId, DateTimeOffset now)
    {
        public DateTimeOffset Now => now;

        public List<DuePush> Sent { get; } = [];

        public List<(DuePush Due, DateOnly Day)> ToCount { get; } = [];

        public Dictionary<(PushStatus Status, string? Fault), List<PushLease>> Ended { get; } = [];

        public Dictionary<DateTimeOffset, List<PushLease>> Waiting { get; } = [];

        public List<PushLease> Released { get; } = [];

        /// <summary>Whether anything was decided but to send.</summary>
        public bool HasEnded => Ended.Count + Waiting.Count + Released.Count > 0;

        public void Apply(DuePush due, PushDecision decision)
        {
            switch (decision)
            {
                case PushDecision.Send { Day: { } day } when due.Push.CountedOn != day:
                    ToCount.Add((due, day));
                    break;
                case PushDecision.Send:
                    Sent.Add(due);
                    break;
                case PushDecision.Wait wait:
                    ListOf(Waiting, wait.Until).Add(new PushLease(due.Push.Id, leaseId));
                    break;
                case PushDecision.Expire:
                    End(PushStatus.Expired, fault: null, [due.Push.Id]);
                    break;
            }
        }

        public void End(PushStatus status, string? fault, IEnumerable<PushId> pushes) =>
            ListOf(Ended, (status, fault)).AddRange(pushes.Select(id => new PushLease(id, leaseId)));

        public void Release(IEnumerable<DuePush> pushes) => Released.AddRange(pushes.Select(due => new PushLease(due.Push.Id, leaseId)));

        private static List<PushLease> ListOf<TKey>(Dictionary<TKey, List<PushLease>> lists, TKey key)
            where TKey : notnull =>
            lists.TryGetValue(key, out var list) ? list : lists[key] = [];
    }
}
