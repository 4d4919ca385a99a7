using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Privacy;

namespace MobileBackend.Application.Privacy;

internal static class CallerDataSubject
{
    /// <summary>Whose data a caller has a right to: their own.</summary>
    public static DataSubject ToDataSubject(this Caller caller) => caller.Kind switch
    {
        CallerKind.Device => DataSubject.Device(caller.DeviceId!.Value),
        CallerKind.FollowUp => DataSubject.FollowUp(caller.FollowUpSubject!.Value, caller.FollowUpSubjectId!.Value),
        _ => throw new InvalidOperationException($"A caller of kind {caller.Kind} is not a person whose data are held."),
    };
}
