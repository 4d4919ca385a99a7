namespace MobileBackend.Application.Enrolments.Entries;

/// <summary>Whom somebody is with.</summary>
public enum Company
{
    Alone,
    Partner,
    Family,
    Friends,
    Colleagues,
    Others,
}
