using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MobileBackend.Domain.Devices;

namespace MobileBackend.Infrastructure.Pushes;

/// <summary>
/// Whether pushes can be sent at all, as this replica last saw it: a fault of the account stops everything, one of a platform's key that
/// platform. An alert is given when that turns, not for every push.
/// </summary>
internal sealed partial class PushChannel(IOptions<PushOptions> options, TimeProvider time, ILogger<PushChannel> logger)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<DevicePlatform, Stop> _platforms = [];
    private Stop? _all;

    /// <summary>Why nothing can be sent; null while it can.</summary>
    public string? Fault
    {
        get
        {
            lock (_gate)
            {
                return _all?.Fault ?? _platforms.Values.FirstOrDefault()?.Fault;
            }
        }
    }

    /// <summary>Asks to send. After a stop one caller is let in on trial; the others stay out until it is known how that went.</summary>
    public ChannelState Enter()
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (_all is null)
            {
                return ChannelState.Open;
            }

            if (Holds(_all, now))
            {
                return ChannelState.Stopped;
            }

            _all = _all with { Until = now + options.Value.StopFor };
            return ChannelState.OnTrial;
        }
    }

    /// <summary>The trial told nothing: there was nothing to send, or no answer to it. The next may try.</summary>
    public void LeaveUntried()
    {
        lock (_gate)
        {
            _all = _all is null ? null : _all with { Until = time.GetUtcNow() };
        }
    }

    /// <summary>Asks to send to a platform: until when nothing may be, or null. After a stop one push is let in on trial, the others wait again.</summary>
    public DateTimeOffset? EnterPlatform(DevicePlatform platform)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (!_platforms.TryGetValue(platform, out var stop))
            {
                return null;
            }

            if (Holds(stop, now))
            {
                return stop.Until;
            }

            _platforms[platform] = stop with { Until = now + options.Value.StopFor };
            return null;
        }
    }

    /// <returns>Until when.</returns>
    public DateTimeOffset StopAll(string fault)
    {
        var until = time.GetUtcNow() + options.Value.StopFor;
        lock (_gate)
        {
            if (_all is null)
            {
                LogStopped(fault);
            }

            _all = new Stop(fault, until);
            return until;
        }
    }

    /// <inheritdoc cref="StopAll"/>
    public DateTimeOffset StopPlatform(DevicePlatform platform, string fault)
    {
        var until = time.GetUtcNow() + options.Value.StopFor;
        lock (_gate)
        {
            if (!_platforms.ContainsKey(platform))
            {
                LogPlatformStopped(platform, fault);
            }

            _platforms[platform] = new Stop(fault, until);
            return until;
        }
    }

    /// <summary>The account is taken: the answer was about one push.</summary>
    public void AccountWorks()
    {
        lock (_gate)
        {
            if (_all is not null)
            {
                _all = null;
                LogWorks();
            }
        }
    }

    /// <summary>A push got through.</summary>
    public void Works(DevicePlatform platform)
    {
        AccountWorks();
        lock (_gate)
        {
            if (_platforms.Remove(platform))
            {
                LogPlatformWorks(platform);
            }
        }
    }

    /// <summary>A clock that was set back does not prolong a stop.</summary>
    private bool Holds(Stop stop, DateTimeOffset now) => now < stop.Until && stop.Until - now <= options.Value.StopFor;

    [LoggerMessage(
        Level = LogLevel.Error, Message = "Nothing can be pushed ({Fault}): the account or the project is wrong. Messages wait until their time is over")]
    private partial void LogStopped(string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Nothing can be pushed to {Platform} ({Fault}): its key at the push service is wrong")]
    private partial void LogPlatformStopped(DevicePlatform platform, string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "Pushes get through again")]
    private partial void LogWorks();

    [LoggerMessage(Level = LogLevel.Information, Message = "Pushes to {Platform} get through again")]
    private partial void LogPlatformWorks(DevicePlatform platform);

    private sealed record Stop(string Fault, DateTimeOffset Until);
}

/// <summary>What the channel lets through.</summary>
internal enum ChannelState
{
    Open,
    Stopped,

    /// <summary>The stop is over; a single push shows whether the fault is mended.</summary>
    OnTrial,
}
