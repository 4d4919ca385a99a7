using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Common.Security;
using MobileBackend.Domain.FollowUps;

namespace MobileBackend.Application.FollowUps;

/// <summary>How a follow-up token looks.</summary>
public static class FollowUpTokenForm
{
    public const string Prefix = "fu";
}

[SharedService]
internal sealed class FollowUpTokens(IAppDbContext database, IOptions<RetentionSettings> settings, TimeProvider time) : IFollowUpTokens
{
    public string Issue(FollowUpSubject subject, Guid subjectId)
    {
        var now = time.GetUtcNow();
        var id = FollowUpTokenId.From(Guid.CreateVersion7(now));
        var (token, secretHash) = OpaqueToken.Create(FollowUpTokenForm.Prefix, id.Value);
        database.FollowUpTokens.Add(FollowUpToken.Issue(id, secretHash, subject, subjectId, now));
        return token;
    }

    public async Task RetireAsync(FollowUpSubject subject, Guid subjectId, DateTimeOffset closedAt, CancellationToken cancellationToken)
    {
        foreach (var token in await Of(subject, subjectId).ToListAsync(cancellationToken))
        {
            token.ExpireAt(closedAt + settings.Value.FollowUpAfterClosing);
        }
    }

    public Task<int> EraseAsync(FollowUpSubject subject, Guid subjectId, CancellationToken cancellationToken) =>
        Of(subject, subjectId).ExecuteDeleteAsync(cancellationToken);

    private IQueryable<FollowUpToken> Of(FollowUpSubject subject, Guid subjectId) =>
        database.FollowUpTokens.Where(token => token.Subject == subject && token.SubjectId == subjectId);
}
