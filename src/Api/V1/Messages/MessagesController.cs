using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Api.Errors;
using MobileBackend.Api.OpenApi;
using MobileBackend.Api.Security;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Application.Notifications;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Api.V1.Messages;

/// <summary>The inbox: everything the person was told, in full text.</summary>
[Route("api/v{version:apiVersion}/messages")]
[Tags("Devices, inbox and rights")]
[Authorize(Policies.Device)]
public sealed class MessagesController(IDispatcher dispatcher) : ApiController
{
    /// <summary>Lists what the person was told, newest first.</summary>
    /// <remarks>Pushed or not, in full text.</remarks>
    /// <param name="limit">1 to 100; 20 where it is absent.</param>
    /// <param name="cursor">The <c>nextCursor</c> of the page before.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet]
    [ProducesResponseType<Page<InboxMessageResponse>>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    public async Task<IActionResult> List(
        [QueryBounds(1, PageRequest.LargestSize, whereAbsent: PageRequest.DefaultSize)] int? limit, string? cursor, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetMyMessagesQuery(new PageRequest(limit, cursor)), cancellationToken)).ToActionResult();

    /// <summary>Notes that the person read a message.</summary>
    /// <remarks>The first time counts; again changes nothing.</remarks>
    /// <param name="id">The message.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{id:guid}/read")]
    [ProducesResponseType<InboxMessageResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Read(Guid id, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new ReadMessageCommand(InboxMessageId.From(id)), cancellationToken)).ToActionResult();

    /// <summary>Notes what became of a message on the phone.</summary>
    /// <remarks>
    /// The first report of each kind counts; again changes nothing. <c>opened</c> is the same as reading it. An instant in the future is
    /// taken as now: the clock of a phone may be wrong.
    /// </remarks>
    /// <param name="id">The message, as in <c>data.messageId</c> of its notification.</param>
    /// <param name="body">What happened, and when.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{id:guid}/events")]
    [ProducesResponseType<InboxMessageResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Report(Guid id, MessageEventBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(body.ToCommand(id), cancellationToken)).ToActionResult();
}
