using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Enrolments.Journal;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Application.Enrolments.Storage;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Journal;
using MobileBackend.Domain.Privacy;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Enrolments.Privacy;

/// <summary>Export and erasure of what people take part in. People without a device take part in nothing.</summary>
internal sealed class EnrolmentsPersonalData(IAppDbContext database, EnrolmentDesk desk, EnrolmentEraser eraser, IPersonalDataSealer sealer) : IPersonalDataSource
{
    public string Feature => "coaching";

    public async Task<object?> ExportAsync(DataSubject subject, CancellationToken cancellationToken)
    {
        if (subject.DeviceId is not { } deviceId)
        {
            return null;
        }

        var open = await desk.OpenAsync(await Of(deviceId).AsNoTracking().OrderBy(enrolment => enrolment.Id).ToListAsync(cancellationToken), cancellationToken);
        var entries = (await database.JournalEntries.AsNoTracking().Where(entry => entry.DeviceId == deviceId).OrderBy(entry => entry.Id).ToListAsync(cancellationToken))
            .ToLookup(entry => entry.EnrolmentId);
        return open.Count == 0 ? null : open.Select(each => Describe(each, entries[each.Enrolment.Id])).ToList();
    }

    public async Task<int> EraseAsync(DataSubject subject, CancellationToken cancellationToken) =>
        subject.DeviceId is { } deviceId ? await eraser.EraseAsync(await Of(deviceId).ToListAsync(cancellationToken), cancellationToken) : 0;

    private IQueryable<Enrolment> Of(DeviceId deviceId) => database.Enrolments.Where(enrolment => enrolment.DeviceId == deviceId);

    private object Describe(OpenEnrolment open, IEnumerable<JournalEntry> entries) => new
    {
        Enrolment = EnrolmentResponse.From(open),
        open.Enrolment.EnrolledAt,
        open.Journey.GoalChangedOn,
        open.Journey.LastActiveOn,
        open.Journey.PausedOn,
        Profile = open.Journey.Profile.Select(Answered),
        Lapses = open.Journey.Attempts.SelectMany(attempt => attempt.Lapses).Select(lapse => new { On = lapse.Day, lapse.Amount, lapse.ToldOn }),
        Diary = open.Journey.Diary.Select(day => new { On = day.Key, Amount = day.Value }),
        open.Journey.Offers,
        Done = open.Journey.Done.OrderBy(done => done.Value).Select(done => new { Activity = done.Key, On = done.Value }),
        Answers = open.Journey.Answers.Select(Answered),
        SurveyAnswers = open.Journey.SurveyAnswers.Select(Answered),
        Bands = open.Journey.Bands.Select(band => new { Assessment = band.Key, band.Value.Band, On = band.Value.Day }),
        Journal = entries.Select(entry => new { entry.Kind, entry.WrittenAt, Content = ContentOf(entry) }),
    };

    private static object Answered(KeyValuePair<string, Answer> answer) =>
        new { Question = answer.Key, answer.Value.Number, answer.Value.Flag, answer.Value.Words, answer.Value.Text };

    private object ContentOf(JournalEntry entry) => entry.Kind switch
    {
        JournalKind.Diary => sealer.OpenEntry<DiaryEntry>(entry),
        JournalKind.Craving => sealer.OpenEntry<CravingEntry>(entry),
        JournalKind.Assessment => sealer.OpenEntry<AssessmentContent>(entry),
        _ => sealer.OpenEntry<LapseContent>(entry),
    };
}
